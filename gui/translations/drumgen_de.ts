<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>AboutDialog</name>
    <message>
        <source>About drumgen</source>
        <translation>Über drumgen</translation>
    </message>
    <message>
        <source>The model and its sources</source>
        <translation>Das Modell und seine Quellen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Drum one-shots from a diffusion model on your own computer. The sounds are yours to use.</source>
        <translation>Drum-One-Shots aus einem Diffusionsmodell, auf dem eigenen Rechner erzeugt. Alle Klänge sind frei verwendbar.</translation>
    </message>
    <message>
        <source>No model is open.</source>
        <translation>Es ist kein Modell geöffnet.</translation>
    </message>
    <message>
        <source>Model {name} {version}, licence {licence}</source>
        <translation>Modell {name} {version}, Lizenz {licence}</translation>
    </message>
    <message numerus="yes">
        <source>{source}: %n file(s), {licence}</source>
        <translation>
            <numerusform>{source}: %n Datei, {licence}</numerusform>
            <numerusform>{source}: %n Dateien, {licence}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>&amp;Generate</source>
        <translation>&amp;Erzeugen</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;Sound</source>
        <translation>&amp;Klang</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;Cancel generating</source>
        <translation>Erzeugen &amp;abbrechen</translation>
    </message>
    <message>
        <source>&amp;New seed</source>
        <translation>&amp;Neuer Seed</translation>
    </message>
    <message>
        <source>&amp;Lock seed</source>
        <translation>Seed &amp;sperren</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>E&amp;xportieren…</translation>
    </message>
    <message>
        <source>Show &amp;dragged sounds</source>
        <translation>&amp;Gezogene Klänge anzeigen</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>&amp;Copy as file</source>
        <translation>Als Datei &amp;kopieren</translation>
    </message>
    <message>
        <source>Re&amp;move</source>
        <translation>&amp;Entfernen</translation>
    </message>
    <message>
        <source>Select &amp;all</source>
        <translation>&amp;Alle auswählen</translation>
    </message>
    <message>
        <source>&amp;Play</source>
        <translation>&amp;Abspielen</translation>
    </message>
    <message>
        <source>&amp;Favourite</source>
        <translation>&amp;Favorit</translation>
    </message>
    <message>
        <source>&amp;Regenerate</source>
        <translation>&amp;Neu erzeugen</translation>
    </message>
    <message>
        <source>Show &amp;only favourites</source>
        <translation>N&amp;ur Favoriten anzeigen</translation>
    </message>
    <message>
        <source>Go to the &amp;list</source>
        <translation>Zur &amp;Liste</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>&amp;Tastenkürzel</translation>
    </message>
    <message>
        <source>&amp;About drumgen</source>
        <translation>Ü&amp;ber drumgen</translation>
    </message>
</context>
<context>
    <name>Chooser</name>
    <message>
        <source>{name} (not connected)</source>
        <translation>{name} (nicht verbunden)</translation>
    </message>
</context>
<context>
    <name>ClassPicker</name>
    <message>
        <source>Sound class</source>
        <translation>Klangklasse</translation>
    </message>
</context>
<context>
    <name>Detail</name>
    <message>
        <source>Waveform and spectrogram of the current sound</source>
        <translation>Wellenform und Spektrogramm des aktuellen Klangs</translation>
    </message>
    <message>
        <source>seed {seed}</source>
        <translation>Seed {seed}</translation>
    </message>
    <message numerus="yes">
        <source>%n step(s)</source>
        <translation>
            <numerusform>%n Schritt</numerusform>
            <numerusform>%n Schritte</numerusform>
        </translation>
    </message>
    <message>
        <source>guidance {guidance}</source>
        <translation>Guidance {guidance}</translation>
    </message>
    <message>
        <source>peak {level} dBFS</source>
        <translation>Spitze {level} dBFS</translation>
    </message>
</context>
<context>
    <name>DevicePanel</name>
    <message>
        <source>No MIDI input</source>
        <translation>Kein MIDI-Eingang</translation>
    </message>
    <message>
        <source>MIDI input</source>
        <translation>MIDI-Eingang</translation>
    </message>
    <message>
        <source>The controller whose notes play the sounds</source>
        <translation>Der Controller, dessen Noten die Klänge spielen</translation>
    </message>
    <message>
        <source>System default</source>
        <translation>Systemvorgabe</translation>
    </message>
    <message>
        <source>Sound output</source>
        <translation>Audioausgang</translation>
    </message>
    <message>
        <source>The device that plays the sounds</source>
        <translation>Das Gerät, das die Klänge abspielt</translation>
    </message>
    <message>
        <source>Play C1 (36) for the kick</source>
        <translation>C1 (36) spielt die Kick</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Regenerate</source>
        <translation>Neu erzeugen</translation>
    </message>
    <message>
        <source>Choose a controller to play the sounds from its pads.</source>
        <translation>Einen Controller wählen, um die Klänge über dessen Pads zu spielen.</translation>
    </message>
    <message>
        <source>no sound of this class</source>
        <translation>kein Klang dieser Klasse</translation>
    </message>
    <message>
        <source>velocity {velocity}</source>
        <translation>Anschlagstärke {velocity}</translation>
    </message>
    <message>
        <source>A hit plays the same sound again</source>
        <translation>Ein Anschlag spielt denselben Klang noch einmal</translation>
    </message>
    <message>
        <source>After each hit the next sound is made in the background</source>
        <translation>Nach jedem Anschlag entsteht im Hintergrund der nächste Klang</translation>
    </message>
    <message>
        <source>Keep the sound after a hit</source>
        <translation>Klang nach einem Anschlag behalten</translation>
    </message>
    <message>
        <source>Regenerate after each hit</source>
        <translation>Nach jedem Anschlag neu erzeugen</translation>
    </message>
    <message>
        <source>Refresh MIDI inputs</source>
        <translation>MIDI-Eingänge aktualisieren</translation>
    </message>
    <message>
        <source>Look for MIDI inputs again</source>
        <translation>Erneut nach MIDI-Eingängen suchen</translation>
    </message>
    <message>
        <source>Refresh sound outputs</source>
        <translation>Audioausgänge aktualisieren</translation>
    </message>
    <message>
        <source>Look for sound outputs again</source>
        <translation>Erneut nach Audioausgängen suchen</translation>
    </message>
    <message>
        <source>MIDI pad</source>
        <translation>MIDI-Pad</translation>
    </message>
</context>
<context>
    <name>EmptyState</name>
    <message>
        <source>Choose a class</source>
        <translation>Eine Klasse wählen</translation>
    </message>
    <message>
        <source>Kick, snare, hat …  on the left.</source>
        <translation>Kick, Snare, Hi-Hat …  auf der linken Seite.</translation>
    </message>
    <message>
        <source>Press Generate</source>
        <translation>Auf „Erzeugen“ klicken</translation>
    </message>
    <message>
        <source>Sounds appear here one by one.
Ctrl+Return does the same.</source>
        <translation>Die Klänge erscheinen hier nacheinander.
Strg+Return bewirkt dasselbe.</translation>
    </message>
    <message>
        <source>Listen, then drag it out</source>
        <translation>Anhören und herausziehen</translation>
    </message>
    <message>
        <source>Click a sound to hear it; drag its row
into your music program as a WAV file.</source>
        <translation>Ein Klick spielt den Klang ab; seine Zeile lässt sich
als WAV-Datei in das Musikprogramm ziehen.</translation>
    </message>
    <message>
        <source>No favourites yet: F or a click on the star marks a sound. Shift+F shows all sounds.</source>
        <translation>Noch keine Favoriten: F oder ein Klick auf den Stern markiert einen Klang. Umschalt+F zeigt alle Klänge.</translation>
    </message>
</context>
<context>
    <name>ErrorDialog</name>
    <message>
        <source>Something went wrong inside drumgen; the app goes on, but please report the details below.</source>
        <translation>In drumgen ist ein Fehler aufgetreten; das Programm läuft weiter. Bitte die Details unten melden.</translation>
    </message>
    <message>
        <source>Details of the error</source>
        <translation>Details zum Fehler</translation>
    </message>
    <message>
        <source>&amp;Copy details</source>
        <translation>Details &amp;kopieren</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>WAV, 24-bit</source>
        <translation>WAV, 24 Bit</translation>
    </message>
    <message>
        <source>WAV, 16-bit</source>
        <translation>WAV, 16 Bit</translation>
    </message>
    <message>
        <source>WAV, 32-bit float</source>
        <translation>WAV, 32 Bit Fließkomma</translation>
    </message>
    <message>
        <source>FLAC, 24-bit</source>
        <translation>FLAC, 24 Bit</translation>
    </message>
    <message>
        <source>Export sounds</source>
        <translation>Klänge exportieren</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Where the files go; it is created if it is not there</source>
        <translation>Ziel der Dateien; fehlt der Ordner, wird er angelegt</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Sampling rate</source>
        <translation>Abtastrate</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Export into</source>
        <translation>Exportieren nach</translation>
    </message>
    <message>
        <source>&amp;Folder</source>
        <translation>&amp;Ordner</translation>
    </message>
    <message>
        <source>&amp;Browse…</source>
        <translation>&amp;Durchsuchen…</translation>
    </message>
    <message>
        <source>For&amp;mat</source>
        <translation>For&amp;mat</translation>
    </message>
    <message>
        <source>Sampling &amp;rate</source>
        <translation>Abtast&amp;rate</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>LossPlot</name>
    <message>
        <source>loss on the samples</source>
        <translation>Fehler auf den Samples</translation>
    </message>
    <message>
        <source>loss on samples kept aside</source>
        <translation>Fehler auf zurückgehaltenen Samples</translation>
    </message>
    <message>
        <source>Loss over training time</source>
        <translation>Fehler über die Trainingszeit</translation>
    </message>
    <message>
        <source>minutes</source>
        <translation>Minuten</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Sounds</source>
        <translation>Klänge</translation>
    </message>
    <message>
        <source>{shown} of {total}</source>
        <translation>{shown} von {total}</translation>
    </message>
    <message numerus="yes">
        <source>%n selected</source>
        <translation>
            <numerusform>%n ausgewählt</numerusform>
            <numerusform>%n ausgewählt</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PreferencesDialog</name>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Preferences</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Farbschema</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Size of everything</source>
        <translation>Größe der Oberfläche</translation>
    </message>
    <message>
        <source>Format of exported sounds</source>
        <translation>Format exportierter Klänge</translation>
    </message>
    <message>
        <source>Sampling rate of exported sounds</source>
        <translation>Abtastrate exportierter Klänge</translation>
    </message>
    <message>
        <source>Folder for exported sounds</source>
        <translation>Ordner für exportierte Klänge</translation>
    </message>
    <message>
        <source>Python that trains</source>
        <translation>Python für das Training</translation>
    </message>
    <message>
        <source>Only needed where the app&apos;s own has no PyTorch</source>
        <translation>Nur nötig, wenn das mitgelieferte Python kein PyTorch hat</translation>
    </message>
    <message>
        <source>the app&apos;s own</source>
        <translation>das eigene des Programms</translation>
    </message>
    <message>
        <source>What a change needs</source>
        <translation>Was eine Änderung erfordert</translation>
    </message>
    <message>
        <source>The language changes everywhere at the next start.</source>
        <translation>Die Sprache wechselt beim nächsten Start überall.</translation>
    </message>
    <message>
        <source>The size changes at the next start.</source>
        <translation>Die Größe ändert sich beim nächsten Start.</translation>
    </message>
    <message>
        <source>B&amp;rowse…</source>
        <translation>Du&amp;rchsuchen…</translation>
    </message>
    <message>
        <source>Browse for the folder for exported sounds</source>
        <translation>Ordner für exportierte Klänge suchen</translation>
    </message>
    <message>
        <source>Bro&amp;wse…</source>
        <translation>D&amp;urchsuchen…</translation>
    </message>
    <message>
        <source>Browse for the Python that trains</source>
        <translation>Python für das Training suchen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>Aussehen</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>&amp;Farbschema</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>&amp;Sprache</translation>
    </message>
    <message>
        <source>&amp;Size</source>
        <translation>&amp;Größe</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>For&amp;mat</source>
        <translation>For&amp;mat</translation>
    </message>
    <message>
        <source>Sampling r&amp;ate</source>
        <translation>&amp;Abtastrate</translation>
    </message>
    <message>
        <source>&amp;Folder</source>
        <translation>&amp;Ordner</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>&amp;Python</source>
        <translation>&amp;Python</translation>
    </message>
</context>
<context>
    <name>Reactions</name>
    <message>
        <source>opening …</source>
        <translation>wird geöffnet …</translation>
    </message>
    <message>
        <source>no model</source>
        <translation>kein Modell</translation>
    </message>
    <message>
        <source>Generating {wished} sounds …  {ready} ready</source>
        <translation>{wished} Klänge werden erzeugt …  {ready} fertig</translation>
    </message>
    <message numerus="yes">
        <source>Generating %n sound(s) …</source>
        <translation>
            <numerusform>%n Klang wird erzeugt …</numerusform>
            <numerusform>%n Klänge werden erzeugt …</numerusform>
        </translation>
    </message>
    <message>
        <source>No sound output</source>
        <translation>Kein Audioausgang</translation>
    </message>
    <message>
        <source>Cancelled; finished sounds stay.</source>
        <translation>Abgebrochen; fertige Klänge bleiben erhalten.</translation>
    </message>
    <message>
        <source>Opening …</source>
        <translation>Wird geöffnet …</translation>
    </message>
    <message>
        <source>Listening</source>
        <translation>Empfangsbereit</translation>
    </message>
    <message>
        <source>No MIDI input is connected.</source>
        <translation>Es ist kein MIDI-Eingang verbunden.</translation>
    </message>
</context>
<context>
    <name>RequestPanel</name>
    <message>
        <source>New seed</source>
        <translation>Neuer Seed</translation>
    </message>
    <message>
        <source>Draw a new seed (N)</source>
        <translation>Einen neuen Seed ziehen (N)</translation>
    </message>
    <message>
        <source>Lock seed</source>
        <translation>Seed sperren</translation>
    </message>
    <message>
        <source>Keep this seed for the next generation (L)</source>
        <translation>Diesen Seed für das nächste Erzeugen behalten (L)</translation>
    </message>
    <message>
        <source>Generate</source>
        <translation>Erzeugen</translation>
    </message>
    <message>
        <source>Generate sounds (Ctrl+Return)</source>
        <translation>Klänge erzeugen (Strg+Return)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Stop generating (Esc)</source>
        <translation>Erzeugen abbrechen (Esc)</translation>
    </message>
    <message>
        <source>The seed is empty; enter a whole number or press New seed.</source>
        <translation>Der Seed fehlt; eine ganze Zahl eingeben oder „Neuer Seed“ drücken.</translation>
    </message>
    <message numerus="yes">
        <source>Generating %n sound(s)</source>
        <translation>
            <numerusform>%n Klang wird erzeugt</numerusform>
            <numerusform>%n Klänge werden erzeugt</numerusform>
        </translation>
    </message>
    <message>
        <source>Count</source>
        <translation>Anzahl</translation>
    </message>
    <message>
        <source>How many sounds to make, 1 to 1000</source>
        <translation>Wie viele Klänge entstehen, 1 bis 1000</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>More steps take longer and can sound finer</source>
        <translation>Mehr Schritte dauern länger und können feiner klingen</translation>
    </message>
    <message>
        <source>How strictly a sound keeps to its class; 1 is the plain model</source>
        <translation>Wie streng sich ein Klang an seine Klasse hält; 1 ist das reine Modell</translation>
    </message>
    <message>
        <source>Guidance</source>
        <translation>Guidance</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Seed</translation>
    </message>
    <message>
        <source>The number a sound grows from: the same seed gives the same sound</source>
        <translation>Die Zahl, aus der ein Klang entsteht: derselbe Seed ergibt denselben Klang</translation>
    </message>
    <message>
        <source>Progress of the generation</source>
        <translation>Fortschritt beim Erzeugen</translation>
    </message>
    <message>
        <source>Cancel generating</source>
        <translation>Erzeugen abbrechen</translation>
    </message>
    <message>
        <source>Loading the model …</source>
        <translation>Das Modell wird geladen …</translation>
    </message>
    <message>
        <source>&amp;Count</source>
        <translation>&amp;Anzahl</translation>
    </message>
    <message>
        <source>&amp;Steps</source>
        <translation>&amp;Schritte</translation>
    </message>
    <message>
        <source>G&amp;uidance</source>
        <translation>G&amp;uidance</translation>
    </message>
    <message>
        <source>See&amp;d</source>
        <translation>See&amp;d</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Klasse</translation>
    </message>
</context>
<context>
    <name>ResultsView</name>
    <message>
        <source>Sounds</source>
        <translation>Klänge</translation>
    </message>
    <message numerus="yes">
        <source>%n sounds</source>
        <translation>
            <numerusform>%n Klang</numerusform>
            <numerusform>%n Klänge</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RowPainter</name>
    <message>
        <source>seed {seed}</source>
        <translation>Seed {seed}</translation>
    </message>
    <message>
        <source>regenerating …</source>
        <translation>wird neu erzeugt …</translation>
    </message>
</context>
<context>
    <name>SetupPage</name>
    <message>
        <source>Install Python 3.11 or newer</source>
        <translation>Python 3.11 oder neuer installieren</translation>
    </message>
    <message>
        <source>From python.org or with the system&apos;s packages.
The app itself brings no PyTorch along.</source>
        <translation>Von python.org oder aus den Paketen des Systems.
Das Programm selbst bringt kein PyTorch mit.</translation>
    </message>
    <message>
        <source>Install drumgen for training</source>
        <translation>drumgen für das Training installieren</translation>
    </message>
    <message>
        <source>In drumgen&apos;s source folder:
pip install &apos;.[train]&apos;</source>
        <translation>Im Quellordner von drumgen:
pip install &apos;.[train]&apos;</translation>
    </message>
    <message>
        <source>Choose that Python</source>
        <translation>Dieses Python auswählen</translation>
    </message>
    <message>
        <source>Training then runs beside the app,
and its models can be played here.</source>
        <translation>Das Training läuft dann neben dem Programm,
und seine Modelle lassen sich hier spielen.</translation>
    </message>
    <message>
        <source>Choose Python…</source>
        <translation>Python auswählen…</translation>
    </message>
    <message>
        <source>State of the Python that was chosen</source>
        <translation>Zustand des gewählten Python</translation>
    </message>
    <message>
        <source>Train a model on your own samples</source>
        <translation>Ein Modell mit eigenen Samples trainieren</translation>
    </message>
    <message>
        <source>Examining …</source>
        <translation>Wird geprüft …</translation>
    </message>
    <message>
        <source>Choose Python</source>
        <translation>Python auswählen</translation>
    </message>
</context>
<context>
    <name>ShortcutSheet</name>
    <message>
        <source>Move in the list</source>
        <translation>In der Liste bewegen</translation>
    </message>
    <message>
        <source>Play and choose for the pad</source>
        <translation>Abspielen und aufs Pad legen</translation>
    </message>
    <message>
        <source>Click</source>
        <translation>Klick</translation>
    </message>
    <message>
        <source>Take out as a WAV file</source>
        <translation>Als WAV-Datei herausziehen</translation>
    </message>
    <message>
        <source>Drag</source>
        <translation>Ziehen</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>SingleInstance</name>
    <message>
        <source>drumgen is already open; its window is now in front.</source>
        <translation>drumgen ist bereits geöffnet; das Fenster ist jetzt im Vordergrund.</translation>
    </message>
    <message>
        <source>drumgen is already open but does not answer; end it and start again.</source>
        <translation>drumgen ist bereits geöffnet, antwortet aber nicht; das Programm beenden und neu starten.</translation>
    </message>
</context>
<context>
    <name>SoundClass</name>
    <message>
        <source>Kick</source>
        <translation>Kick</translation>
    </message>
    <message>
        <source>Snare</source>
        <translation>Snare</translation>
    </message>
    <message>
        <source>Clap</source>
        <translation>Clap</translation>
    </message>
    <message>
        <source>Closed hat</source>
        <translation>Hi-Hat zu</translation>
    </message>
    <message>
        <source>Open hat</source>
        <translation>Hi-Hat offen</translation>
    </message>
    <message>
        <source>Tom</source>
        <translation>Tom</translation>
    </message>
    <message>
        <source>Rimshot</source>
        <translation>Rimshot</translation>
    </message>
    <message>
        <source>Cymbal</source>
        <translation>Becken</translation>
    </message>
    <message>
        <source>Cowbell</source>
        <translation>Cowbell</translation>
    </message>
    <message>
        <source>Perc</source>
        <translation>Percussion</translation>
    </message>
</context>
<context>
    <name>SoundItem</name>
    <message>
        <source>seed {seed}</source>
        <translation>Seed {seed}</translation>
    </message>
    <message>
        <source>{length} seconds</source>
        <translation>{length} Sekunden</translation>
    </message>
    <message>
        <source>favourite</source>
        <translation>Favorit</translation>
    </message>
    <message>
        <source>on the pad</source>
        <translation>auf dem Pad</translation>
    </message>
    <message>
        <source>regenerating</source>
        <translation>wird neu erzeugt</translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Details…</source>
        <translation>Details…</translation>
    </message>
    <message>
        <source>Details of the error</source>
        <translation>Details zum Fehler</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
</context>
<context>
    <name>TrainingForm</name>
    <message>
        <source>Training run</source>
        <translation>Trainingslauf</translation>
    </message>
    <message>
        <source>A new run, or an earlier one to go on with</source>
        <translation>Ein neuer Lauf oder ein früherer, der weitergehen soll</translation>
    </message>
    <message>
        <source>Folder of samples</source>
        <translation>Ordner mit Samples</translation>
    </message>
    <message>
        <source>One subfolder for each class, or a manifest.csv</source>
        <translation>Ein Unterordner je Klasse oder eine manifest.csv</translation>
    </message>
    <message>
        <source>one subfolder for each class</source>
        <translation>ein Unterordner je Klasse</translation>
    </message>
    <message>
        <source>&amp;Choose…</source>
        <translation>&amp;Auswählen…</translation>
    </message>
    <message>
        <source>Choose the folder of samples</source>
        <translation>Ordner mit Samples auswählen</translation>
    </message>
    <message>
        <source>What the folder holds</source>
        <translation>Inhalt des Ordners</translation>
    </message>
    <message>
        <source>What to mind about the folder</source>
        <translation>Hinweise zum Ordner</translation>
    </message>
    <message>
        <source>Name of the model</source>
        <translation>Name des Modells</translation>
    </message>
    <message>
        <source>Small letters, digits, - and _</source>
        <translation>Kleinbuchstaben, Ziffern, - und _</translation>
    </message>
    <message>
        <source>Minutes</source>
        <translation>Minuten</translation>
    </message>
    <message>
        <source>Training time in all; 20 minutes suit a small folder</source>
        <translation>Trainingszeit insgesamt; für einen kleinen Ordner genügen 20 Minuten</translation>
    </message>
    <message>
        <source>Start training</source>
        <translation>Training starten</translation>
    </message>
    <message>
        <source>Stop and save</source>
        <translation>Anhalten und sichern</translation>
    </message>
    <message>
        <source>What was learned is kept; training can go on later</source>
        <translation>Das Gelernte bleibt erhalten; das Training kann später weitergehen</translation>
    </message>
    <message>
        <source>Make a model of it</source>
        <translation>Ein Modell daraus machen</translation>
    </message>
    <message>
        <source>Make a model of what was learned so far, to play it on pads</source>
        <translation>Aus dem bisher Gelernten ein Modell machen, um es auf Pads zu spielen</translation>
    </message>
    <message>
        <source>State of the training</source>
        <translation>Stand des Trainings</translation>
    </message>
    <message>
        <source>New run</source>
        <translation>Neuer Lauf</translation>
    </message>
    <message>
        <source>Go on training</source>
        <translation>Training fortsetzen</translation>
    </message>
    <message>
        <source>Looking at the samples …</source>
        <translation>Die Samples werden durchgesehen …</translation>
    </message>
    <message numerus="yes">
        <source>%n sound(s) to learn from</source>
        <translation>
            <numerusform>%n Klang zum Lernen</numerusform>
            <numerusform>%n Klänge zum Lernen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) left out:</source>
        <translation>
            <numerusform>%n Datei ausgelassen:</numerusform>
            <numerusform>%n Dateien ausgelassen:</numerusform>
        </translation>
    </message>
    <message>
        <source>There is one class only, so the model learns nothing about classes.</source>
        <translation>Es gibt nur eine Klasse; über Klassen lernt das Modell deshalb nichts.</translation>
    </message>
    <message>
        <source>Few sounds of: {classes}. The model will copy them more than vary them.</source>
        <translation>Wenige Klänge von: {classes}. Das Modell wird sie eher nachahmen als abwandeln.</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>&amp;Lauf</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>Samples</translation>
    </message>
    <message>
        <source>&amp;Name of the model</source>
        <translation>&amp;Name des Modells</translation>
    </message>
    <message>
        <source>&amp;Minutes</source>
        <translation>&amp;Minuten</translation>
    </message>
</context>
<context>
    <name>TrainingRun</name>
    <message>
        <source>The process ended without a word; try again.</source>
        <translation>Der Prozess endete ohne Meldung; bitte erneut versuchen.</translation>
    </message>
</context>
<context>
    <name>TrainingView</name>
    <message>
        <source>There is a run called {name}; choose it under Run, or take another name.</source>
        <translation>Es gibt schon einen Lauf namens {name}; ihn unter „Lauf“ auswählen oder einen anderen Namen nehmen.</translation>
    </message>
    <message>
        <source>Making a model …</source>
        <translation>Das Modell entsteht …</translation>
    </message>
    <message>
        <source>Preparing the samples …</source>
        <translation>Die Samples werden vorbereitet …</translation>
    </message>
    <message>
        <source>Saving …</source>
        <translation>Wird gesichert …</translation>
    </message>
    <message>
        <source>Step {step}, {done} of {minutes} minutes, loss {loss}</source>
        <translation>Schritt {step}, {done} von {minutes} Minuten, Fehler {loss}</translation>
    </message>
    <message>
        <source>Stopped and saved. Go on at any time, or make a model of it as it is.</source>
        <translation>Angehalten und gesichert. Das Training lässt sich jederzeit fortsetzen, oder aus dem jetzigen Stand entsteht ein Modell.</translation>
    </message>
    <message>
        <source>The model {name} is ready.</source>
        <translation>Das Modell {name} ist fertig.</translation>
    </message>
    <message>
        <source>What the model sounds like after {step} steps</source>
        <translation>So klingt das Modell nach {step} Schritten</translation>
    </message>
    <message>
        <source>Progress of the training</source>
        <translation>Fortschritt des Trainings</translation>
    </message>
    <message>
        <source>The model&apos;s first sounds appear here while it is trained.</source>
        <translation>Hier erscheinen während des Trainings die ersten Klänge des Modells.</translation>
    </message>
</context>
<context>
    <name>Undo</name>
    <message numerus="yes">
        <source>remove %n sound(s)</source>
        <translation>
            <numerusform>%n Klang entfernen</numerusform>
            <numerusform>%n Klänge entfernen</numerusform>
        </translation>
    </message>
    <message>
        <source>regenerate {sound}</source>
        <translation>{sound} neu erzeugen</translation>
    </message>
    <message numerus="yes">
        <source>mark %n sound(s)</source>
        <translation>
            <numerusform>%n Klang als Favorit markieren</numerusform>
            <numerusform>%n Klänge als Favoriten markieren</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>unmark %n sound(s)</source>
        <translation>
            <numerusform>Markierung von %n Klang aufheben</numerusform>
            <numerusform>Markierung von %n Klängen aufheben</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>UserCommands</name>
    <message numerus="yes">
        <source>Removed %n sound(s); Ctrl+Z brings back what was removed.</source>
        <translation>
            <numerusform>%n Klang entfernt; Strg+Z holt ihn zurück.</numerusform>
            <numerusform>%n Klänge entfernt; Strg+Z holt sie zurück.</numerusform>
        </translation>
    </message>
    <message>
        <source>Copied {path}</source>
        <translation>{path} kopiert</translation>
    </message>
    <message numerus="yes">
        <source>Copied %n files</source>
        <translation>
            <numerusform>%n Datei kopiert</numerusform>
            <numerusform>%n Dateien kopiert</numerusform>
        </translation>
    </message>
    <message>
        <source>Selected sounds</source>
        <translation>Ausgewählte Klänge</translation>
    </message>
    <message>
        <source>Favourites</source>
        <translation>Favoriten</translation>
    </message>
    <message>
        <source>All sounds</source>
        <translation>Alle Klänge</translation>
    </message>
    <message numerus="yes">
        <source>Exported %n sound(s) to {folder}</source>
        <translation>
            <numerusform>%n Klang nach {folder} exportiert</numerusform>
            <numerusform>%n Klänge nach {folder} exportiert</numerusform>
        </translation>
    </message>
    <message>
        <source>No sound was dragged or copied today.</source>
        <translation>Heute wurde noch kein Klang gezogen oder kopiert.</translation>
    </message>
</context>
<context>
    <name>Workshop</name>
    <message>
        <source>{path} cannot be started; choose another Python.</source>
        <translation>{path} lässt sich nicht starten; bitte ein anderes Python auswählen.</translation>
    </message>
    <message>
        <source>{path} is no Python that can be started; choose another one.</source>
        <translation>{path} ist kein Python, das sich starten lässt; bitte ein anderes auswählen.</translation>
    </message>
    <message>
        <source>{path} lacks {names}; run pip install &apos;.[train]&apos; with it in drumgen&apos;s source folder.</source>
        <translation>{path} fehlt {names}; damit im Quellordner von drumgen pip install &apos;.[train]&apos; ausführen.</translation>
    </message>
    <message>
        <source>{path} has drumgen {theirs}, but this app is {ours}; install version {ours} there.</source>
        <translation>{path} hat drumgen {theirs}, dieses Programm ist aber {ours}; dort die Version {ours} installieren.</translation>
    </message>
    <message>
        <source>The folder {path} cannot be made ({reason}).</source>
        <translation>Der Ordner {path} lässt sich nicht anlegen ({reason}).</translation>
    </message>
    <message>
        <source>A model&apos;s name has small letters, digits, - and _ only; choose one like my-kit.</source>
        <translation>Der Name eines Modells besteht nur aus Kleinbuchstaben, Ziffern, - und _; zum Beispiel mein-kit.</translation>
    </message>
    <message>
        <source>no class: the file lies outside the class subfolders</source>
        <translation>keine Klasse: die Datei liegt außerhalb der Klassenordner</translation>
    </message>
    <message>
        <source>share-alike licence</source>
        <translation>Share-alike-Lizenz</translation>
    </message>
    <message>
        <source>not a readable audio file</source>
        <translation>keine lesbare Audiodatei</translation>
    </message>
    <message>
        <source>shorter than 10 ms</source>
        <translation>kürzer als 10 ms</translation>
    </message>
    <message>
        <source>The data report cannot be read; install the app&apos;s own version of drumgen for training.</source>
        <translation>Der Bericht über die Samples ist nicht lesbar; für das Training dieselbe Version von drumgen installieren.</translation>
    </message>
</context>
<context>
    <name>_ClassButton</name>
    <message>
        <source>MIDI note {note}</source>
        <translation>MIDI-Note {note}</translation>
    </message>
</context>
<context>
    <name>_PreviewButton</name>
    <message>
        <source>Play {sound} of step {step}</source>
        <translation>{sound} aus Schritt {step} abspielen</translation>
    </message>
</context>
</TS>
