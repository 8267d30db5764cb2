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
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>Se&amp;ttings</source>
        <translation>&amp;Optionen</translation>
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
        <source>&amp;More like this</source>
        <translation>&amp;Mehr davon</translation>
    </message>
    <message>
        <source>&amp;Put on its pad</source>
        <translation>Auf sein &amp;Pad legen</translation>
    </message>
    <message>
        <source>Show in &amp;folder</source>
        <translation>Im &amp;Ordner zeigen</translation>
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
        <source>&amp;Sounds</source>
        <translation>&amp;Klänge</translation>
    </message>
    <message>
        <source>&amp;Pads</source>
        <translation>&amp;Pads</translation>
    </message>
    <message>
        <source>&amp;Library</source>
        <translation>&amp;Bibliothek</translation>
    </message>
    <message>
        <source>&amp;Editor</source>
        <translation>&amp;Editor</translation>
    </message>
    <message>
        <source>&amp;Training</source>
        <translation>&amp;Training</translation>
    </message>
    <message>
        <source>Side &amp;bar</source>
        <translation>&amp;Seitenleiste</translation>
    </message>
    <message>
        <source>&amp;Search the library</source>
        <translation>Bibliothek &amp;durchsuchen</translation>
    </message>
    <message>
        <source>Sound &amp;output…</source>
        <translation>&amp;Audioausgang…</translation>
    </message>
    <message>
        <source>&amp;MIDI…</source>
        <translation>&amp;MIDI…</translation>
    </message>
    <message>
        <source>&amp;Preferences…</source>
        <translation>&amp;Einstellungen…</translation>
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
    <name>Amount</name>
    <message>
        <source>{0} %</source>
        <translation>{0} %</translation>
    </message>
</context>
<context>
    <name>AudioDialog</name>
    <message>
        <source>Sound output</source>
        <translation>Audioausgang</translation>
    </message>
    <message>
        <source>Sound system</source>
        <translation>Audiosystem</translation>
    </message>
    <message>
        <source>The way to the devices; JACK and ASIO are the fastest</source>
        <translation>Der Weg zu den Geräten; JACK und ASIO sind am schnellsten</translation>
    </message>
    <message>
        <source>Output device</source>
        <translation>Ausgabegerät</translation>
    </message>
    <message>
        <source>Sampling rate</source>
        <translation>Abtastrate</translation>
    </message>
    <message>
        <source>Automatic takes 44.1 kHz where the device can</source>
        <translation>„Automatisch“ nimmt 44,1 kHz, wenn das Gerät es kann</translation>
    </message>
    <message>
        <source>Buffer size</source>
        <translation>Puffergröße</translation>
    </message>
    <message>
        <source>Small buffers make hits sound sooner, large ones avoid dropouts on a busy computer</source>
        <translation>Mit kleinen Puffern erklingen Anschläge früher, große vermeiden Aussetzer auf einem ausgelasteten Rechner</translation>
    </message>
    <message>
        <source>State of the output</source>
        <translation>Zustand des Ausgangs</translation>
    </message>
    <message>
        <source>&amp;Test tone</source>
        <translation>&amp;Testton</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automatisch</translation>
    </message>
    <message>
        <source>As the device likes</source>
        <translation>Vom Gerät bestimmt</translation>
    </message>
    <message>
        <source>{0} frames  ·  {1}</source>
        <translation>{0} Frames  ·  {1}</translation>
    </message>
    <message>
        <source>System default</source>
        <translation>Systemvorgabe</translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation>Nicht verbunden</translation>
    </message>
    <message>
        <source>no output</source>
        <translation>kein Ausgang</translation>
    </message>
    <message>
        <source>Default: {0}</source>
        <translation>Vorgabe: {0}</translation>
    </message>
    <message>
        <source>{0} (not connected)</source>
        <translation>{0} (nicht verbunden)</translation>
    </message>
    <message>
        <source>Opening …</source>
        <translation>Wird geöffnet …</translation>
    </message>
    <message>
        <source>Open at {0} with blocks of {1} frames ({2}). A hit sounds after {3}.</source>
        <translation>Geöffnet mit {0} und Blöcken von {1} Frames ({2}). Ein Anschlag erklingt nach {3}.</translation>
    </message>
    <message>
        <source>Dropouts since it was opened: {0}. If you hear them, choose a larger buffer.</source>
        <translation>Aussetzer seit dem Öffnen: {0}. Sind sie zu hören, einen größeren Puffer wählen.</translation>
    </message>
    <message>
        <source>No dropouts since it was opened.</source>
        <translation>Keine Aussetzer seit dem Öffnen.</translation>
    </message>
    <message>
        <source>Look for outputs again</source>
        <translation>Erneut nach Ausgängen suchen</translation>
    </message>
    <message>
        <source>Sound &amp;system</source>
        <translation>Audio&amp;system</translation>
    </message>
    <message>
        <source>&amp;Device</source>
        <translation>&amp;Gerät</translation>
    </message>
    <message>
        <source>Sampling &amp;rate</source>
        <translation>Abtast&amp;rate</translation>
    </message>
    <message>
        <source>&amp;Buffer</source>
        <translation>&amp;Puffer</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
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
    <name>ControlLearning</name>
    <message>
        <source>Stop waiting for MIDI</source>
        <translation>Nicht mehr auf MIDI warten</translation>
    </message>
    <message>
        <source>Learn MIDI</source>
        <translation>MIDI lernen</translation>
    </message>
    <message>
        <source>Forget {0}</source>
        <translation>{0} vergessen</translation>
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
        <source>MIDI clock</source>
        <translation>MIDI-Clock</translation>
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
        <source>{0} bpm</source>
        <translation>{0} BPM</translation>
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
        <source>MIDI settings</source>
        <translation>MIDI-Einstellungen</translation>
    </message>
    <message>
        <source>Channel, mappings, MIDI learn and monitor</source>
        <translation>Kanal, Zuordnungen, MIDI lernen und Monitor</translation>
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
        <source>Sound settings</source>
        <translation>Audioeinstellungen</translation>
    </message>
    <message>
        <source>Sound system, sampling rate and buffer size</source>
        <translation>Audiosystem, Abtastrate und Puffergröße</translation>
    </message>
    <message>
        <source>MIDI pad</source>
        <translation>MIDI-Pad</translation>
    </message>
</context>
<context>
    <name>Devices</name>
    <message>
        <source>Note {0} ({1}), any channel</source>
        <translation>Note {0} ({1}), alle Kanäle</translation>
    </message>
    <message>
        <source>Note {0} ({1}), channel {2}</source>
        <translation>Note {0} ({1}), Kanal {2}</translation>
    </message>
    <message>
        <source>Control {0}, any channel</source>
        <translation>Controller {0}, alle Kanäle</translation>
    </message>
    <message>
        <source>Control {0}, channel {1}</source>
        <translation>Controller {0}, Kanal {1}</translation>
    </message>
    <message>
        <source>Play pad {0}</source>
        <translation>Pad {0} spielen</translation>
    </message>
    <message>
        <source>New sound for pad {0}</source>
        <translation>Neuer Klang für Pad {0}</translation>
    </message>
    <message>
        <source>Variation in the editor</source>
        <translation>Variation im Editor</translation>
    </message>
    <message>
        <source>Brightness of all pads</source>
        <translation>Helligkeit aller Pads</translation>
    </message>
    <message>
        <source>Decay of all pads</source>
        <translation>Decay aller Pads</translation>
    </message>
    <message>
        <source>{0}&#xa0;dB</source>
        <translation>{0}&#xa0;dB</translation>
    </message>
    <message>
        <source>{0}&#xa0;ms</source>
        <translation>{0}&#xa0;ms</translation>
    </message>
    <message>
        <source>{0}&#xa0;kHz</source>
        <translation>{0}&#xa0;kHz</translation>
    </message>
</context>
<context>
    <name>Dropping</name>
    <message>
        <source>{name} is a folder, not a sound; drop a sound file, or open the folder in the library.</source>
        <translation>{name} ist ein Ordner, kein Klang; eine Audiodatei ablegen oder den Ordner in der Bibliothek öffnen.</translation>
    </message>
    <message>
        <source>None of the {count} dropped files is a sound; drop a WAV, AIFF, FLAC, OGG or MP3 file.</source>
        <translation>Keine der {count} abgelegten Dateien ist ein Klang; eine WAV-, AIFF-, FLAC-, OGG- oder MP3-Datei ablegen.</translation>
    </message>
    <message>
        <source>What was dropped is not on this computer; save it as a file first and drop that.</source>
        <translation>Das Abgelegte liegt nicht auf diesem Rechner; es zuerst als Datei speichern und diese ablegen.</translation>
    </message>
    <message>
        <source>What was dropped is no file; drop a WAV, AIFF, FLAC, OGG or MP3 file.</source>
        <translation>Das Abgelegte ist keine Datei; eine WAV-, AIFF-, FLAC-, OGG- oder MP3-Datei ablegen.</translation>
    </message>
</context>
<context>
    <name>Editor</name>
    <message>
        <source>Open…</source>
        <translation>Öffnen…</translation>
    </message>
    <message>
        <source>Open a sound file</source>
        <translation>Eine Audiodatei öffnen</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Abspielen</translation>
    </message>
    <message>
        <source>Play the selected part, or everything</source>
        <translation>Die Auswahl oder alles abspielen</translation>
    </message>
    <message>
        <source>Play everything</source>
        <translation>Alles abspielen</translation>
    </message>
    <message>
        <source>Compare with the source</source>
        <translation>Mit dem Original vergleichen</translation>
    </message>
    <message>
        <source>Show and play the sound as it was opened, and back</source>
        <translation>Zwischen dem Klang, wie er geöffnet wurde, und dem bearbeiteten wechseln</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>Vergrößern</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>Verkleinern</translation>
    </message>
    <message>
        <source>Show everything</source>
        <translation>Alles zeigen</translation>
    </message>
    <message>
        <source>Zoom to the selection</source>
        <translation>Auf die Auswahl zoomen</translation>
    </message>
    <message>
        <source>Select everything</source>
        <translation>Alles auswählen</translation>
    </message>
    <message>
        <source>Cancel, or select nothing</source>
        <translation>Abbrechen oder Auswahl aufheben</translation>
    </message>
    <message>
        <source>Trim</source>
        <translation>Zuschneiden</translation>
    </message>
    <message>
        <source>Cut everything but the selection away</source>
        <translation>Alles außer der Auswahl wegschneiden</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>Anwenden</translation>
    </message>
    <message>
        <source>Make the trim and the fades of the handles part of the sound</source>
        <translation>Schnitt und Blenden der Griffe in den Klang übernehmen</translation>
    </message>
    <message>
        <source>Attack</source>
        <translation>Attack</translation>
    </message>
    <message>
        <source>Make everything up to the selection&apos;s end, or up to the cursor, anew</source>
        <translation>Alles bis zum Ende der Auswahl oder bis zum Cursor neu erzeugen</translation>
    </message>
    <message>
        <source>Selection</source>
        <translation>Auswahl</translation>
    </message>
    <message>
        <source>Make the selected part anew</source>
        <translation>Die Auswahl neu erzeugen</translation>
    </message>
    <message>
        <source>Tail</source>
        <translation>Ausklang</translation>
    </message>
    <message>
        <source>Make everything from the selection&apos;s start, or from the cursor, anew</source>
        <translation>Alles ab dem Anfang der Auswahl oder ab dem Cursor neu erzeugen</translation>
    </message>
    <message>
        <source>Change direction</source>
        <translation>Richtung wechseln</translation>
    </message>
    <message>
        <source>Vary as strongly as before, but another way</source>
        <translation>Genauso stark, aber anders variieren</translation>
    </message>
    <message>
        <source>Change length</source>
        <translation>Länge ändern</translation>
    </message>
    <message>
        <source>Extend or shorten the sound to this length; what is added is made anew</source>
        <translation>Den Klang auf diese Länge bringen; was dazukommt, wird neu erzeugt</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Put the sound in the library</source>
        <translation>Den Klang in die Bibliothek legen</translation>
    </message>
    <message>
        <source>To pad</source>
        <translation>Auf Pad</translation>
    </message>
    <message>
        <source>Put the sound on the selected pad</source>
        <translation>Den Klang auf das ausgewählte Pad legen</translation>
    </message>
    <message>
        <source>Copy as file</source>
        <translation>Als Datei kopieren</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Im Ordner zeigen</translation>
    </message>
    <message>
        <source>Write the sound as a WAV file and show its folder</source>
        <translation>Den Klang als WAV-Datei schreiben und ihren Ordner zeigen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Stop the work that runs</source>
        <translation>Die laufende Arbeit abbrechen</translation>
    </message>
</context>
<context>
    <name>EditorController</name>
    <message>
        <source>Opening {name} …</source>
        <translation>{name} wird geöffnet …</translation>
    </message>
    <message>
        <source>Cancelled; the sound is as it was.</source>
        <translation>Abgebrochen; der Klang ist unverändert.</translation>
    </message>
    <message>
        <source>open {name}</source>
        <translation>{name} öffnen</translation>
    </message>
    <message>
        <source>Opened {name}.</source>
        <translation>{name} geöffnet.</translation>
    </message>
    <message>
        <source>Opened {name}, and restored the request it was made from.</source>
        <translation>{name} geöffnet und die Eingaben wiederhergestellt, aus denen der Klang entstand.</translation>
    </message>
    <message>
        <source>Opened {name}, and restored its request, but not the edit that followed.</source>
        <translation>{name} geöffnet und die Eingaben wiederhergestellt, nicht aber die spätere Bearbeitung.</translation>
    </message>
    <message>
        <source>Opened {name}, the first of {count} dropped sounds.</source>
        <translation>{name} geöffnet, den ersten von {count} abgelegten Klängen.</translation>
    </message>
    <message>
        <source>Open a sound file</source>
        <translation>Eine Audiodatei öffnen</translation>
    </message>
    <message>
        <source>Copied {path}</source>
        <translation>{path} kopiert</translation>
    </message>
</context>
<context>
    <name>EditorView</name>
    <message>
        <source>Editor</source>
        <translation>Editor</translation>
    </message>
    <message>
        <source>Progress of the edit</source>
        <translation>Fortschritt der Bearbeitung</translation>
    </message>
    <message>
        <source>Cancel the edit</source>
        <translation>Bearbeitung abbrechen</translation>
    </message>
</context>
<context>
    <name>EmptyHint</name>
    <message>
        <source>Press New kit</source>
        <translation>Auf „Neues Kit“ klicken</translation>
    </message>
    <message>
        <source>Every pad gets a sound; words or a seed are optional.</source>
        <translation>Jedes Pad bekommt einen Klang; Worte oder ein Seed sind nicht nötig.</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Spielen</translation>
    </message>
    <message>
        <source>Click a pad (higher is harder), press 1 to V, or hit a MIDI controller.</source>
        <translation>Ein Pad anklicken (weiter oben ist stärker), 1 bis V drücken oder einen MIDI-Controller anschlagen.</translation>
    </message>
    <message>
        <source>Take it with you</source>
        <translation>Mitnehmen</translation>
    </message>
    <message>
        <source>Drag a pad into your music program, or save the kit.</source>
        <translation>Ein Pad in das Musikprogramm ziehen oder das Kit speichern.</translation>
    </message>
</context>
<context>
    <name>EmptyLibrary</name>
    <message>
        <source>Keep a sound</source>
        <translation>Einen Klang behalten</translation>
    </message>
    <message>
        <source>Sounds that you keep are stored here
with everything needed to make them again.</source>
        <translation>Behaltene Klänge liegen hier,
mit allem, was sie erneut entstehen lässt.</translation>
    </message>
    <message>
        <source>Add a folder of your own</source>
        <translation>Einen eigenen Ordner hinzufügen</translation>
    </message>
    <message>
        <source>Its samples are read in the background;
the files are never changed.</source>
        <translation>Seine Samples werden im Hintergrund gelesen;
die Dateien bleiben immer unverändert.</translation>
    </message>
    <message>
        <source>Browse by ear</source>
        <translation>Nach Gehör stöbern</translation>
    </message>
    <message>
        <source>Search by words, ask for more like one,
or wander over the map.</source>
        <translation>Nach Worten suchen, Ähnliches finden
oder über die Karte wandern.</translation>
    </message>
    <message>
        <source>Add a folder…</source>
        <translation>Ordner hinzufügen…</translation>
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
    <name>EntryTable</name>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Klasse</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Länge</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Tags</translation>
    </message>
    <message>
        <source>Distance</source>
        <translation>Abstand</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>Hinzugefügt</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Abspielen</translation>
    </message>
    <message>
        <source>Favourite</source>
        <translation>Favorit</translation>
    </message>
    <message>
        <source>favourite</source>
        <translation>Favorit</translation>
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
    <name>Files</name>
    <message>
        <source>{path} cannot be written ({reason}); free its folder and retry.</source>
        <translation>{path} lässt sich nicht schreiben ({reason}); in seinem Ordner Platz schaffen und erneut versuchen.</translation>
    </message>
    <message>
        <source>{path} cannot be written ({reason}); make room there and try again.</source>
        <translation>{path} lässt sich nicht schreiben ({reason}); dort Platz schaffen und erneut versuchen.</translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message>
        <source>Class of the sound</source>
        <translation>Klasse des Klangs</translation>
    </message>
    <message>
        <source>What the sound counts as when it is made anew</source>
        <translation>Wofür der Klang beim Neuerzeugen gilt</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Original</translation>
    </message>
    <message>
        <source>Hear the source</source>
        <translation>Das Original hören</translation>
    </message>
    <message>
        <source>Edited</source>
        <translation>Bearbeitet</translation>
    </message>
    <message>
        <source>Hear the edited sound</source>
        <translation>Den bearbeiteten Klang hören</translation>
    </message>
    <message>
        <source>Class: automatic</source>
        <translation>Klasse: automatisch</translation>
    </message>
    <message>
        <source>Class: {name}</source>
        <translation>Klasse: {name}</translation>
    </message>
</context>
<context>
    <name>HeardWords</name>
    <message>
        <source>Taken for: {0}</source>
        <translation>Gilt als: {0}</translation>
    </message>
    <message>
        <source>Not understood: {0}</source>
        <translation>Nicht verstanden: {0}</translation>
    </message>
</context>
<context>
    <name>HistoryDialog</name>
    <message>
        <source>History of the library</source>
        <translation>Verlauf der Bibliothek</translation>
    </message>
    <message>
        <source>What was done, latest first</source>
        <translation>Was getan wurde, das Neueste zuerst</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>Zurücknehmen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Everything can be taken back; files are never deleted.</source>
        <translation>Alles lässt sich zurücknehmen; Dateien werden nie gelöscht.</translation>
    </message>
    <message>
        <source>{line}  (taken back)</source>
        <translation>{line}  (zurückgenommen)</translation>
    </message>
    <message>
        <source>Do again</source>
        <translation>Wiederherstellen</translation>
    </message>
</context>
<context>
    <name>House</name>
    <message>
        <source>Pads</source>
        <translation>Pads</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>Bibliothek</translation>
    </message>
    <message>
        <source>Editor</source>
        <translation>Editor</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Kit</source>
        <translation>Kit</translation>
    </message>
</context>
<context>
    <name>Inspector</name>
    <message>
        <source>Regenerate the pad</source>
        <translation>Pad neu erzeugen</translation>
    </message>
    <message>
        <source>Make another sound for this pad (G)</source>
        <translation>Einen anderen Klang für dieses Pad erzeugen (G)</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Sperren</translation>
    </message>
    <message>
        <source>Lock the pad</source>
        <translation>Pad sperren</translation>
    </message>
    <message>
        <source>Leave this pad out when pads are regenerated (L)</source>
        <translation>Dieses Pad auslassen, wenn Pads neu erzeugt werden (L)</translation>
    </message>
    <message>
        <source>Mute</source>
        <translation>Stumm</translation>
    </message>
    <message>
        <source>Mute the pad</source>
        <translation>Pad stumm schalten</translation>
    </message>
    <message>
        <source>Hits are silent (M)</source>
        <translation>Anschläge sind nicht zu hören (M)</translation>
    </message>
    <message>
        <source>Solo</source>
        <translation>Solo</translation>
    </message>
    <message>
        <source>Solo the pad</source>
        <translation>Pad solo schalten</translation>
    </message>
    <message>
        <source>Only pads with Solo are heard (O)</source>
        <translation>Nur Pads mit Solo sind zu hören (O)</translation>
    </message>
    <message>
        <source>Name of the pad</source>
        <translation>Name des Pads</translation>
    </message>
    <message>
        <source>What the pad is called</source>
        <translation>Wie das Pad heißt</translation>
    </message>
    <message>
        <source>Pad {0}</source>
        <translation>Pad {0}</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>Klang</translation>
    </message>
    <message>
        <source>Playing</source>
        <translation>Spiel</translation>
    </message>
</context>
<context>
    <name>Invitation</name>
    <message>
        <source>Bring a sound</source>
        <translation>Einen Klang mitbringen</translation>
    </message>
    <message>
        <source>Drop a WAV, AIFF, FLAC, OGG or MP3 file here,
or open one.</source>
        <translation>Eine WAV-, AIFF-, FLAC-, OGG- oder MP3-Datei
hier ablegen oder öffnen.</translation>
    </message>
    <message>
        <source>Change it</source>
        <translation>Ihn verändern</translation>
    </message>
    <message>
        <source>Vary it, redo a part of it, trim it,
or morph it with a second sound.</source>
        <translation>Variieren, teilweise neu erzeugen, zuschneiden
oder mit einem zweiten Klang morphen.</translation>
    </message>
    <message>
        <source>Take it along</source>
        <translation>Ihn mitnehmen</translation>
    </message>
    <message>
        <source>Keep it, put it on a pad, or drag it out
as a WAV file.</source>
        <translation>Behalten, auf ein Pad legen oder
als WAV-Datei herausziehen.</translation>
    </message>
    <message>
        <source>Open a sound file</source>
        <translation>Eine Audiodatei öffnen</translation>
    </message>
</context>
<context>
    <name>KitBar</name>
    <message>
        <source>Name of the kit</source>
        <translation>Name des Kits</translation>
    </message>
    <message>
        <source>any seed</source>
        <translation>beliebiger Seed</translation>
    </message>
    <message>
        <source>the kit in words, e.g. dusty lo-fi</source>
        <translation>das Kit in (englischen) Worten, z. B. dusty lo-fi</translation>
    </message>
    <message>
        <source>New seed for the kit</source>
        <translation>Neuer Seed für das Kit</translation>
    </message>
    <message>
        <source>Draw another seed for the next kit</source>
        <translation>Einen anderen Seed für das nächste Kit ziehen</translation>
    </message>
    <message>
        <source>New kit</source>
        <translation>Neues Kit</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>Öffnen…</translation>
    </message>
    <message>
        <source>Open a kit file</source>
        <translation>Eine Kit-Datei öffnen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Save the kit in its file</source>
        <translation>Das Kit in seiner Datei speichern</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>Speichern als…</translation>
    </message>
    <message>
        <source>Save the kit in another file</source>
        <translation>Das Kit in einer anderen Datei speichern</translation>
    </message>
    <message>
        <source>Regenerate unlocked</source>
        <translation>Freie neu erzeugen</translation>
    </message>
    <message>
        <source>Make new sounds for all pads that are not locked</source>
        <translation>Neue Klänge für alle Pads erzeugen, die nicht gesperrt sind</translation>
    </message>
    <message>
        <source>Randomise unlocked</source>
        <translation>Freie würfeln</translation>
    </message>
    <message>
        <source>Give all pads that are not locked other attributes, tuning and panning, and new sounds</source>
        <translation>Allen Pads, die nicht gesperrt sind, andere Eigenschaften, Stimmung und Panorama und neue Klänge geben</translation>
    </message>
    <message>
        <source>All keep</source>
        <translation>Alle behalten</translation>
    </message>
    <message>
        <source>Every pad keeps its sound</source>
        <translation>Jedes Pad behält seinen Klang</translation>
    </message>
    <message>
        <source>All new each hit</source>
        <translation>Alle immer neu</translation>
    </message>
    <message>
        <source>Every hit on any pad plays a new sound</source>
        <translation>Jeder Anschlag auf jedem Pad spielt einen neuen Klang</translation>
    </message>
    <message>
        <source>Seed of the kit</source>
        <translation>Seed des Kits</translation>
    </message>
    <message>
        <source>The same seed gives the same kit</source>
        <translation>Derselbe Seed ergibt dasselbe Kit</translation>
    </message>
    <message>
        <source>Prompt of the kit</source>
        <translation>Prompt des Kits</translation>
    </message>
    <message>
        <source>What all sounds of the kit have in common, in words</source>
        <translation>Was alle Klänge des Kits gemeinsam haben, in englischen Worten</translation>
    </message>
    <message>
        <source>Make new sounds that fit together on all pads that are not locked</source>
        <translation>Zueinander passende neue Klänge für alle Pads erzeugen, die nicht gesperrt sind</translation>
    </message>
    <message>
        <source>Save the kit</source>
        <translation>Kit speichern</translation>
    </message>
    <message>
        <source>Kit</source>
        <translation>Kit</translation>
    </message>
</context>
<context>
    <name>Kits</name>
    <message>
        <source>rename kit</source>
        <translation>Kit umbenennen</translation>
    </message>
    <message>
        <source>All pads are locked; unlock those that the new kit may change.</source>
        <translation>Alle Pads sind gesperrt; die Pads freigeben, die das neue Kit ändern darf.</translation>
    </message>
    <message>
        <source>new kit</source>
        <translation>neues Kit</translation>
    </message>
    <message>
        <source>Kit {0}</source>
        <translation>Kit {0}</translation>
    </message>
    <message>
        <source>Words taken for others: {0}.</source>
        <translation>Wörter, die als andere gelten: {0}.</translation>
    </message>
    <message>
        <source>Words without a meaning for sounds: {0}.</source>
        <translation>Worte ohne Bedeutung für Klänge: {0}.</translation>
    </message>
    <message>
        <source>open kit</source>
        <translation>Kit öffnen</translation>
    </message>
    <message>
        <source>Opened {0}</source>
        <translation>{0} geöffnet</translation>
    </message>
    <message>
        <source>Saved {0}</source>
        <translation>{0} gespeichert</translation>
    </message>
    <message>
        <source>load sounds</source>
        <translation>Klänge laden</translation>
    </message>
    <message>
        <source>The last pad is filled; files left out: {0}.</source>
        <translation>Das letzte Pad ist belegt; ausgelassene Dateien: {0}.</translation>
    </message>
</context>
<context>
    <name>LevelBars</name>
    <message>
        <source>Output level</source>
        <translation>Ausgangspegel</translation>
    </message>
    <message>
        <source>Level of the output, left and right, from −60 dB to full scale</source>
        <translation>Pegel des Ausgangs, links und rechts, von −60 dB bis Vollaussteuerung</translation>
    </message>
    <message>
        <source>Silent</source>
        <translation>Still</translation>
    </message>
    <message>
        <source>Peak {0}</source>
        <translation>Spitze {0}</translation>
    </message>
</context>
<context>
    <name>Library</name>
    <message>
        <source>{count} sounds are too many at once; select up to {most}.</source>
        <translation>{count} Klänge sind zu viele auf einmal; höchstens {most} auswählen.</translation>
    </message>
    <message>
        <source>The file {path} is not there any more; rescan its folder.</source>
        <translation>Die Datei {path} ist nicht mehr da; ihren Ordner neu einlesen.</translation>
    </message>
    <message>
        <source>Copied {path}</source>
        <translation>{path} kopiert</translation>
    </message>
    <message>
        <source>Copied {count} files</source>
        <translation>{count} Dateien kopiert</translation>
    </message>
    <message>
        <source>{count} sounds</source>
        <translation>{count} Klänge</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>Unbekannt</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} s</translation>
    </message>
    <message>
        <source>{seconds} seconds</source>
        <translation>{seconds} Sekunden</translation>
    </message>
    <message>
        <source>favourite</source>
        <translation>Favorit</translation>
    </message>
    <message>
        <source>tagged {tags}</source>
        <translation>mit den Tags {tags}</translation>
    </message>
    <message>
        <source>removed</source>
        <translation>entfernt</translation>
    </message>
    <message numerus="yes">
        <source>keep %n sound(s)</source>
        <translation>
            <numerusform>%n Klang behalten</numerusform>
            <numerusform>%n Klänge behalten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>remove %n sound(s)</source>
        <translation>
            <numerusform>%n Klang entfernen</numerusform>
            <numerusform>%n Klänge entfernen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>restore %n sound(s)</source>
        <translation>
            <numerusform>%n Klang zurückholen</numerusform>
            <numerusform>%n Klänge zurückholen</numerusform>
        </translation>
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
    <message numerus="yes">
        <source>tag %n sound(s)</source>
        <translation>
            <numerusform>Tags von %n Klang ändern</numerusform>
            <numerusform>Tags von %n Klängen ändern</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>rename %n sound(s)</source>
        <translation>
            <numerusform>%n Klang umbenennen</numerusform>
            <numerusform>%n Klänge umbenennen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LibraryController</name>
    <message>
        <source>The library is not open yet; try again in a moment.</source>
        <translation>Die Bibliothek ist noch nicht geöffnet; gleich noch einmal versuchen.</translation>
    </message>
    <message>
        <source>Reading {folder}</source>
        <translation>{folder} einlesen</translation>
    </message>
    <message>
        <source>There is no folder to look through yet; add one first.</source>
        <translation>Es gibt noch keinen Ordner zum Durchsuchen; zuerst einen hinzufügen.</translation>
    </message>
    <message>
        <source>Arranging the map</source>
        <translation>Karte anordnen</translation>
    </message>
    <message>
        <source>Reading kept sounds</source>
        <translation>Behaltene Klänge einlesen</translation>
    </message>
    <message>
        <source>{work}: cancelled; what was done until then stays.</source>
        <translation>{work}: abgebrochen; was bis dahin fertig war, bleibt erhalten.</translation>
    </message>
    <message>
        <source>{folder}: {added} new, {changed} changed, {gone} gone, {unreadable} not readable.</source>
        <translation>{folder}: {added} neu, {changed} geändert, {gone} verschwunden, {unreadable} nicht lesbar.</translation>
    </message>
    <message numerus="yes">
        <source>%n sound(s) were read from their files into the library.</source>
        <translation>
            <numerusform>%n Klang wurde aus seiner Datei in die Bibliothek eingelesen.</numerusform>
            <numerusform>%n Klänge wurden aus ihren Dateien in die Bibliothek eingelesen.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LibraryHeader</name>
    <message>
        <source>Map</source>
        <translation>Karte</translation>
    </message>
    <message>
        <source>Show the map beside the table</source>
        <translation>Die Karte neben der Tabelle zeigen</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>Bibliothek</translation>
    </message>
    <message>
        <source>{found} of {count}</source>
        <translation>{found} von {count}</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Zurückholen</translation>
    </message>
    <message>
        <source>Bring the selected sounds back (Del)</source>
        <translation>Die ausgewählten Klänge zurückholen (Entf)</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Take the selected sounds out of the library (Del)</source>
        <translation>Die ausgewählten Klänge aus der Bibliothek nehmen (Entf)</translation>
    </message>
    <message>
        <source>Add a folder…</source>
        <translation>Ordner hinzufügen…</translation>
    </message>
    <message>
        <source>{folder} ({count} sounds)</source>
        <translation>{folder} ({count} Klänge)</translation>
    </message>
    <message>
        <source>Look for changes</source>
        <translation>Nach Änderungen suchen</translation>
    </message>
    <message>
        <source>Files that could not be read ({count})…</source>
        <translation>Nicht lesbare Dateien ({count})…</translation>
    </message>
    <message>
        <source>Take out of the library</source>
        <translation>Aus der Bibliothek nehmen</translation>
    </message>
    <message>
        <source>Files that could not be read</source>
        <translation>Nicht lesbare Dateien</translation>
    </message>
</context>
<context>
    <name>LibraryKeys</name>
    <message>
        <source>Play</source>
        <translation>Abspielen</translation>
    </message>
    <message>
        <source>Open in the editor</source>
        <translation>Im Editor öffnen</translation>
    </message>
    <message>
        <source>Favourite</source>
        <translation>Favorit</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Tags</translation>
    </message>
    <message>
        <source>More like this</source>
        <translation>Mehr davon</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>On the map: zoom in</source>
        <translation>Auf der Karte: vergrößern</translation>
    </message>
    <message>
        <source>On the map: zoom out</source>
        <translation>Auf der Karte: verkleinern</translation>
    </message>
    <message>
        <source>On the map: show everything</source>
        <translation>Auf der Karte: alles zeigen</translation>
    </message>
</context>
<context>
    <name>LibraryRoom</name>
    <message>
        <source>Sounds are being made already; wait for them or cancel with Esc.</source>
        <translation>Es werden schon Klänge erzeugt; auf sie warten oder mit Esc abbrechen.</translation>
    </message>
</context>
<context>
    <name>LibraryView</name>
    <message>
        <source>Library</source>
        <translation>Bibliothek</translation>
    </message>
    <message>
        <source>Add a folder of samples</source>
        <translation>Einen Ordner mit Samples hinzufügen</translation>
    </message>
    <message>
        <source>Open in the editor</source>
        <translation>Im Editor öffnen</translation>
    </message>
    <message>
        <source>Put on a pad</source>
        <translation>Auf ein Pad legen</translation>
    </message>
    <message>
        <source>Vary</source>
        <translation>Variieren</translation>
    </message>
    <message>
        <source>More like this</source>
        <translation>Mehr davon</translation>
    </message>
    <message>
        <source>Favourite</source>
        <translation>Favorit</translation>
    </message>
    <message>
        <source>Tags…</source>
        <translation>Tags…</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>Umbenennen…</translation>
    </message>
    <message>
        <source>Copy as file</source>
        <translation>Als Datei kopieren</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Im Ordner zeigen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Nothing matches “{text}”.</source>
        <translation>Nichts passt zu „{text}“.</translation>
    </message>
    <message>
        <source>There is no sound of this kind.</source>
        <translation>Es gibt keinen Klang dieser Art.</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Zurückholen</translation>
    </message>
</context>
<context>
    <name>ListDialog</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
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
</context>
<context>
    <name>MapCanvas</name>
    <message>
        <source>Map of sounds</source>
        <translation>Klangkarte</translation>
    </message>
</context>
<context>
    <name>MapView</name>
    <message>
        <source>Colours of the classes</source>
        <translation>Farben der Klassen</translation>
    </message>
    <message>
        <source>Selected sound</source>
        <translation>Ausgewählter Klang</translation>
    </message>
    <message>
        <source>Play on hover</source>
        <translation>Beim Zeigen abspielen</translation>
    </message>
    <message>
        <source>Sounds are heard when the pointer rests on them or the arrow keys reach them.</source>
        <translation>Klänge sind zu hören, wenn der Mauszeiger auf ihnen ruht oder die Pfeiltasten sie erreichen.</translation>
    </message>
    <message>
        <source>Generate near</source>
        <translation>Ähnliche erzeugen</translation>
    </message>
    <message>
        <source>Make new sounds like those around the selected place.</source>
        <translation>Neue Klänge erzeugen, die denen um die gewählte Stelle ähneln.</translation>
    </message>
    <message>
        <source>Morph</source>
        <translation>Morphen</translation>
    </message>
    <message>
        <source>Make sounds along the line between two: select a second one with Ctrl or Shift and a click or arrow.</source>
        <translation>Klänge auf der Linie zwischen zweien erzeugen: den zweiten mit Strg oder Umschalt und Klick oder Pfeiltaste auswählen.</translation>
    </message>
    <message>
        <source>Show the whole map</source>
        <translation>Die ganze Karte zeigen</translation>
    </message>
    <message>
        <source>Show the whole map (0)</source>
        <translation>Die ganze Karte zeigen (0)</translation>
    </message>
    <message>
        <source>Generate near here</source>
        <translation>Ähnliche an dieser Stelle erzeugen</translation>
    </message>
    <message>
        <source>Morph between the two selected sounds</source>
        <translation>Zwischen den beiden ausgewählten Klängen morphen</translation>
    </message>
    <message>
        <source>Arrange the map anew</source>
        <translation>Karte neu anordnen</translation>
    </message>
    <message>
        <source>Point to hear, click to select. Arrow keys move from sound to sound.</source>
        <translation>Zeigen zum Hören, Klicken zum Auswählen. Pfeiltasten führen von Klang zu Klang.</translation>
    </message>
    <message>
        <source>From {first} to {second}</source>
        <translation>Von {first} zu {second}</translation>
    </message>
</context>
<context>
    <name>MappingPane</name>
    <message>
        <source>Mappings</source>
        <translation>Zuordnungen</translation>
    </message>
    <message>
        <source>What notes and controls do; Delete removes the marked ones</source>
        <translation>Was Noten und Controller bewirken; Entf entfernt die markierten</translation>
    </message>
    <message>
        <source>Nothing is mapped yet. Choose what to map, press Learn, then play or turn it on your controller.</source>
        <translation>Noch ist nichts zugeordnet. Ein Ziel wählen, auf „Lernen“ klicken, dann am Controller spielen oder drehen.</translation>
    </message>
    <message>
        <source>What to learn</source>
        <translation>Was gelernt wird</translation>
    </message>
    <message>
        <source>&amp;Learn</source>
        <translation>&amp;Lernen</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>&amp;Entfernen</translation>
    </message>
    <message>
        <source>Remove the marked mappings</source>
        <translation>Die markierten Zuordnungen entfernen</translation>
    </message>
    <message>
        <source>Waiting for a note …</source>
        <translation>Warten auf eine Note …</translation>
    </message>
    <message>
        <source>Waiting for a note or a control …</source>
        <translation>Warten auf eine Note oder einen Controller …</translation>
    </message>
    <message>
        <source>Waiting for a control: turn a knob or move a slider …</source>
        <translation>Warten auf einen Controller: einen Regler drehen oder schieben …</translation>
    </message>
</context>
<context>
    <name>MasterMeter</name>
    <message>
        <source>Master volume</source>
        <translation>Gesamtlautstärke</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Aus</translation>
    </message>
    <message>
        <source>Master volume: {0}</source>
        <translation>Gesamtlautstärke: {0}</translation>
    </message>
    <message>
        <source>The output was louder than full scale; lower the volume. Click to put the light out.</source>
        <translation>Der Ausgang war übersteuert; die Lautstärke senken. Ein Klick löscht die Anzeige.</translation>
    </message>
    <message>
        <source>Clip light: on</source>
        <translation>Übersteuerungsanzeige: an</translation>
    </message>
    <message>
        <source>Clip light: off</source>
        <translation>Übersteuerungsanzeige: aus</translation>
    </message>
    <message>
        <source>Lights up when the output is louder than full scale</source>
        <translation>Leuchtet, wenn der Ausgang übersteuert</translation>
    </message>
</context>
<context>
    <name>MidiDialog</name>
    <message>
        <source>MIDI input</source>
        <translation>MIDI-Eingang</translation>
    </message>
    <message>
        <source>No MIDI input</source>
        <translation>Kein MIDI-Eingang</translation>
    </message>
    <message>
        <source>MIDI input port</source>
        <translation>MIDI-Eingangsport</translation>
    </message>
    <message>
        <source>The controller whose notes and knobs play the app</source>
        <translation>Der Controller, dessen Noten und Regler das Programm spielen</translation>
    </message>
    <message>
        <source>MIDI channel</source>
        <translation>MIDI-Kanal</translation>
    </message>
    <message>
        <source>Messages on other channels are shown but do nothing</source>
        <translation>Meldungen auf anderen Kanälen werden gezeigt, bewirken aber nichts</translation>
    </message>
    <message>
        <source>All channels</source>
        <translation>Alle Kanäle</translation>
    </message>
    <message>
        <source>Channel {0}</source>
        <translation>Kanal {0}</translation>
    </message>
    <message>
        <source>State of the MIDI input</source>
        <translation>Zustand des MIDI-Eingangs</translation>
    </message>
    <message>
        <source>MIDI clock</source>
        <translation>MIDI-Clock</translation>
    </message>
    <message>
        <source>Arriving messages</source>
        <translation>Eintreffende Meldungen</translation>
    </message>
    <message>
        <source>Channel and contents of what arrives</source>
        <translation>Kanal und Inhalt dessen, was eintrifft</translation>
    </message>
    <message>
        <source>Listening.</source>
        <translation>Empfangsbereit.</translation>
    </message>
    <message>
        <source>Play or turn something: what arrives is shown here.</source>
        <translation>Etwas spielen oder drehen: hier steht, was eintrifft.</translation>
    </message>
    <message>
        <source>No MIDI clock</source>
        <translation>Keine MIDI-Clock</translation>
    </message>
    <message>
        <source>MIDI clock: {0} bpm</source>
        <translation>MIDI-Clock: {0} BPM</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>Was er bewirkt</translation>
    </message>
    <message>
        <source>What arrives</source>
        <translation>Was eintrifft</translation>
    </message>
    <message>
        <source>C&amp;lear messages</source>
        <translation>&amp;Meldungen löschen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Look for MIDI inputs again</source>
        <translation>Erneut nach MIDI-Eingängen suchen</translation>
    </message>
    <message>
        <source>&amp;Port</source>
        <translation>&amp;Port</translation>
    </message>
    <message>
        <source>C&amp;hannel</source>
        <translation>&amp;Kanal</translation>
    </message>
    <message>
        <source>Notes play the pads by themselves; program changes choose kits.</source>
        <translation>Noten spielen die Pads von selbst; Programmwechsel wählen Kits.</translation>
    </message>
</context>
<context>
    <name>NameDialog</name>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Name of the sound</source>
        <translation>Name des Klangs</translation>
    </message>
    <message>
        <source>Name of the sound; its file keeps its own:</source>
        <translation>Name des Klangs; die Datei behält ihren eigenen:</translation>
    </message>
</context>
<context>
    <name>NothingFound</name>
    <message>
        <source>Show everything</source>
        <translation>Alles zeigen</translation>
    </message>
</context>
<context>
    <name>PadGrid</name>
    <message>
        <source>Pads</source>
        <translation>Pads</translation>
    </message>
    <message>
        <source>M</source>
        <translation>M</translation>
    </message>
    <message>
        <source>S</source>
        <translation>S</translation>
    </message>
    <message>
        <source>no sound yet</source>
        <translation>leer</translation>
    </message>
    <message>
        <source>making …</source>
        <translation>entsteht …</translation>
    </message>
    <message>
        <source>Pad {0}: {1}</source>
        <translation>Pad {0}: {1}</translation>
    </message>
    <message>
        <source>note {0} ({1})</source>
        <translation>Note {0} ({1})</translation>
    </message>
    <message>
        <source>a sound is being made</source>
        <translation>ein Klang entsteht</translation>
    </message>
    <message>
        <source>locked</source>
        <translation>gesperrt</translation>
    </message>
    <message>
        <source>muted</source>
        <translation>stumm</translation>
    </message>
    <message>
        <source>solo</source>
        <translation>solo</translation>
    </message>
    <message>
        <source>silent</source>
        <translation>nicht zu hören</translation>
    </message>
    <message>
        <source>new sounds ready: {0}</source>
        <translation>neue Klänge bereit: {0}</translation>
    </message>
</context>
<context>
    <name>PadKeys</name>
    <message>
        <source>Play the selected pad</source>
        <translation>Das gewählte Pad spielen</translation>
    </message>
    <message>
        <source>Regenerate it</source>
        <translation>Es neu erzeugen</translation>
    </message>
    <message>
        <source>Vary its sound</source>
        <translation>Seinen Klang variieren</translation>
    </message>
    <message>
        <source>Open its sound in the editor</source>
        <translation>Seinen Klang im Editor öffnen</translation>
    </message>
    <message>
        <source>Keep its sound, or a new one each hit</source>
        <translation>Klang behalten oder bei jedem Schlag ein neuer</translation>
    </message>
    <message>
        <source>Lock it</source>
        <translation>Es sperren</translation>
    </message>
    <message>
        <source>Mute it</source>
        <translation>Es stummschalten</translation>
    </message>
    <message>
        <source>Hear it alone</source>
        <translation>Es allein hören</translation>
    </message>
    <message>
        <source>Copy it</source>
        <translation>Es kopieren</translation>
    </message>
    <message>
        <source>Paste onto it</source>
        <translation>Darauf einfügen</translation>
    </message>
    <message>
        <source>Swap it with the copied one</source>
        <translation>Mit dem kopierten tauschen</translation>
    </message>
    <message>
        <source>Play the pads</source>
        <translation>Die Pads spielen</translation>
    </message>
    <message>
        <source>Select</source>
        <translation>Auswählen</translation>
    </message>
</context>
<context>
    <name>PadMenu</name>
    <message>
        <source>Play</source>
        <translation>Abspielen</translation>
    </message>
    <message>
        <source>Regenerate</source>
        <translation>Neu erzeugen</translation>
    </message>
    <message>
        <source>Vary</source>
        <translation>Variieren</translation>
    </message>
    <message>
        <source>Open in the editor</source>
        <translation>Im Editor öffnen</translation>
    </message>
    <message>
        <source>New sound with each hit</source>
        <translation>Neuer Klang bei jedem Anschlag</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Sperren</translation>
    </message>
    <message>
        <source>Mute</source>
        <translation>Stumm</translation>
    </message>
    <message>
        <source>Solo</source>
        <translation>Solo</translation>
    </message>
    <message>
        <source>Copy pad</source>
        <translation>Pad kopieren</translation>
    </message>
    <message>
        <source>Paste the copied pad here</source>
        <translation>Kopiertes Pad hier einfügen</translation>
    </message>
    <message>
        <source>Swap with the copied pad</source>
        <translation>Mit dem kopierten Pad tauschen</translation>
    </message>
    <message>
        <source>Learn MIDI note</source>
        <translation>MIDI-Note lernen</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Im Ordner zeigen</translation>
    </message>
</context>
<context>
    <name>PadsController</name>
    <message>
        <source>The pad has no sound yet; hit it or make a new kit first.</source>
        <translation>Das Pad hat noch keinen Klang; es zuerst anschlagen oder ein neues Kit erzeugen.</translation>
    </message>
    <message>
        <source>change pad {0}</source>
        <translation>Pad {0} ändern</translation>
    </message>
    <message>
        <source>change pads</source>
        <translation>Pads ändern</translation>
    </message>
    <message>
        <source>new sounds with each hit</source>
        <translation>neue Klänge bei jedem Anschlag</translation>
    </message>
    <message>
        <source>keep the sounds</source>
        <translation>Klänge behalten</translation>
    </message>
    <message>
        <source>regenerate pads</source>
        <translation>Pads neu erzeugen</translation>
    </message>
    <message>
        <source>randomise pads</source>
        <translation>Pads würfeln</translation>
    </message>
    <message>
        <source>swap pads {0} and {1}</source>
        <translation>Pads {0} und {1} tauschen</translation>
    </message>
    <message>
        <source>copy pad {0} to {1}</source>
        <translation>Pad {0} auf {1} kopieren</translation>
    </message>
    <message>
        <source>load pad {0}</source>
        <translation>Pad {0} laden</translation>
    </message>
    <message>
        <source>regenerate pad {0}</source>
        <translation>Pad {0} neu erzeugen</translation>
    </message>
</context>
<context>
    <name>PadsRoom</name>
    <message>
        <source>Put on pad {0}; Ctrl+Z brings back what was there.</source>
        <translation>Auf Pad {0} gelegt; Strg+Z holt zurück, was dort war.</translation>
    </message>
    <message>
        <source>A program change asks for a kit, but none was saved or opened yet; save one first.</source>
        <translation>Ein Programmwechsel verlangt ein Kit, aber noch wurde keines gespeichert oder geöffnet; zuerst eines speichern.</translation>
    </message>
    <message>
        <source>Varying the sound of pad {0} …</source>
        <translation>Der Klang von Pad {0} wird variiert …</translation>
    </message>
    <message>
        <source>brightness of all pads</source>
        <translation>Helligkeit aller Pads</translation>
    </message>
    <message>
        <source>decay of all pads</source>
        <translation>Decay aller Pads</translation>
    </message>
    <message>
        <source>A program change asks for kit {0}, but {1} holds {2}; save more kits there.</source>
        <translation>Ein Programmwechsel verlangt Kit {0}, aber {1} enthält nur {2}; dort weitere Kits speichern.</translation>
    </message>
    <message>
        <source>Pad {0} has no sound yet; hit it, or make a new kit first.</source>
        <translation>Pad {0} hat noch keinen Klang; erst anschlagen oder ein neues Kit erzeugen.</translation>
    </message>
</context>
<context>
    <name>PadsView</name>
    <message>
        <source>No file manager opened; the file is {0}</source>
        <translation>Es öffnete sich kein Dateimanager; die Datei ist {0}</translation>
    </message>
    <message>
        <source>Open a kit</source>
        <translation>Ein Kit öffnen</translation>
    </message>
    <message>
        <source>Save the kit</source>
        <translation>Kit speichern</translation>
    </message>
    <message>
        <source>Kit</source>
        <translation>Kit</translation>
    </message>
    <message>
        <source>drumgen kits (*{0})</source>
        <translation>drumgen-Kits (*{0})</translation>
    </message>
    <message>
        <source>Pad {0} is copied; paste or swap it on another pad, or paste it elsewhere as a file.</source>
        <translation>Pad {0} ist kopiert; auf einem anderen Pad einfügen oder tauschen, oder anderswo als Datei einfügen.</translation>
    </message>
    <message>
        <source>Pad {0} ({1}) is played faster than new sounds are made; the last one repeats.</source>
        <translation>Pad {0} ({1}) wird schneller gespielt, als neue Klänge entstehen; der letzte wiederholt sich.</translation>
    </message>
</context>
<context>
    <name>PlayingForm</name>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>New each hit</source>
        <translation>Immer neu</translation>
    </message>
    <message>
        <source>Gain</source>
        <translation>Pegel</translation>
    </message>
    <message>
        <source>Level of the pad</source>
        <translation>Lautstärke des Pads</translation>
    </message>
    <message>
        <source>Pan</source>
        <translation>Panorama</translation>
    </message>
    <message>
        <source>Left or right</source>
        <translation>Links oder rechts</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>Breite</translation>
    </message>
    <message>
        <source>Spreads the sound between left and right; in mono it stays as it was</source>
        <translation>Verteilt den Klang zwischen links und rechts; in Mono bleibt er, wie er war</translation>
    </message>
    <message>
        <source>Tune</source>
        <translation>Stimmung</translation>
    </message>
    <message>
        <source>Higher and shorter, or lower and longer, in semitones</source>
        <translation>Höher und kürzer oder tiefer und länger, in Halbtönen</translation>
    </message>
    <message>
        <source>{0} st</source>
        <translation>{0} HT</translation>
    </message>
    <message>
        <source>Decay</source>
        <translation>Decay</translation>
    </message>
    <message>
        <source>Shortens the sound; a double click leaves it as it was made</source>
        <translation>Verkürzt den Klang; ein Doppelklick lässt ihn, wie er erzeugt wurde</translation>
    </message>
    <message>
        <source>as made</source>
        <translation>original</translation>
    </message>
    <message>
        <source>Fade in</source>
        <translation>Einblenden</translation>
    </message>
    <message>
        <source>Softens the beginning</source>
        <translation>Macht den Anfang weicher</translation>
    </message>
    <message>
        <source>Fade out</source>
        <translation>Ausblenden</translation>
    </message>
    <message>
        <source>Softens the end</source>
        <translation>Macht das Ende weicher</translation>
    </message>
    <message>
        <source>Velocity</source>
        <translation>Dynamik</translation>
    </message>
    <message>
        <source>How much darker and shorter soft hits are</source>
        <translation>Anschlagstärke: wie viel dunkler und kürzer leise Anschläge klingen</translation>
    </message>
    <message>
        <source>middle</source>
        <translation>Mitte</translation>
    </message>
    <message>
        <source>{0} left</source>
        <translation>{0} links</translation>
    </message>
    <message>
        <source>{0} right</source>
        <translation>{0} rechts</translation>
    </message>
    <message>
        <source>MIDI note of the pad</source>
        <translation>MIDI-Note des Pads</translation>
    </message>
    <message>
        <source>The note that plays the pad</source>
        <translation>Die Note, die das Pad spielt</translation>
    </message>
    <message>
        <source>Choke group of the pad</source>
        <translation>Choke-Gruppe des Pads</translation>
    </message>
    <message>
        <source>Sounds of one group cut each other off</source>
        <translation>Klänge einer Gruppe schneiden einander ab</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>A hit plays the same sound again (K)</source>
        <translation>Ein Anschlag spielt denselben Klang noch einmal (K)</translation>
    </message>
    <message>
        <source>Each hit plays a new sound (K)</source>
        <translation>Jeder Anschlag spielt einen neuen Klang (K)</translation>
    </message>
    <message>
        <source>MIDI note</source>
        <translation>MIDI-Note</translation>
    </message>
    <message>
        <source>Choke group</source>
        <translation>Choke-Gruppe</translation>
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
        <source>Format of exported and dragged sounds</source>
        <translation>Format exportierter und gezogener Klänge</translation>
    </message>
    <message>
        <source>Sampling rate of exported and dragged sounds</source>
        <translation>Abtastrate exportierter und gezogener Klänge</translation>
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
        <source>Exported and dragged sounds</source>
        <translation>Exportierte und gezogene Klänge</translation>
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
        <source>Cancelled; finished sounds stay.</source>
        <translation>Abgebrochen; fertige Klänge bleiben erhalten.</translation>
    </message>
</context>
<context>
    <name>RequestPanel</name>
    <message>
        <source>e.g. dark and short</source>
        <translation>z. B. dark and short</translation>
    </message>
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
        <source>How the sounds shall be: each is the best fitting of several that are made and measured</source>
        <translation>Wie die Klänge sein sollen (englische Wörter): jeder ist der passendste von mehreren, die erzeugt und gemessen werden</translation>
    </message>
    <message>
        <source>In words</source>
        <translation>In Worten</translation>
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
    <message>
        <source>In &amp;words</source>
        <translation>In &amp;Worten</translation>
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
    <name>Ruler</name>
    <message>
        <source>s</source>
        <translation>s</translation>
    </message>
    <message>
        <source>ms</source>
        <translation>ms</translation>
    </message>
</context>
<context>
    <name>SearchBar</name>
    <message>
        <source>Search titles, tags, prompts, folders</source>
        <translation>Titel, Tags, Prompts, Ordner durchsuchen</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>All words must occur; the beginning of a word will do (Ctrl+F).</source>
        <translation>Alle Worte müssen vorkommen; der Wortanfang genügt (Strg+F).</translation>
    </message>
    <message>
        <source>Class of the sounds</source>
        <translation>Klasse der Klänge</translation>
    </message>
    <message>
        <source>Where the sounds are from</source>
        <translation>Woher die Klänge sind</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>Kept sounds</source>
        <translation>Behaltene Klänge</translation>
    </message>
    <message>
        <source>My folders</source>
        <translation>Eigene Ordner</translation>
    </message>
    <message>
        <source>Removed</source>
        <translation>Entfernte</translation>
    </message>
    <message>
        <source>Only favourites</source>
        <translation>Nur Favoriten</translation>
    </message>
    <message>
        <source>Show only favourites</source>
        <translation>Nur Favoriten zeigen</translation>
    </message>
    <message>
        <source>All classes</source>
        <translation>Alle Klassen</translation>
    </message>
    <message>
        <source>Like {title}</source>
        <translation>Wie {title}</translation>
    </message>
    <message>
        <source>Sounds are sorted by likeness; press to end this.</source>
        <translation>Klänge sind nach Ähnlichkeit sortiert; ein Klick beendet das.</translation>
    </message>
</context>
<context>
    <name>SecondSlot</name>
    <message>
        <source>Choose or drop a second sound</source>
        <translation>Einen zweiten Klang wählen oder ablegen</translation>
    </message>
    <message>
        <source>Second sound: {name}</source>
        <translation>Zweiter Klang: {name}</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keiner</translation>
    </message>
    <message>
        <source>The sound to morph with; a file can be dropped here</source>
        <translation>Der Klang zum Morphen; hier lässt sich eine Datei ablegen</translation>
    </message>
    <message>
        <source>Open a file…</source>
        <translation>Datei öffnen…</translation>
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
    <message>
        <source>Keys and what they do</source>
        <translation>Tasten und was sie tun</translation>
    </message>
    <message>
        <source>Pads</source>
        <translation>Pads</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>Bibliothek</translation>
    </message>
    <message>
        <source>Editor</source>
        <translation>Editor</translation>
    </message>
</context>
<context>
    <name>Showing</name>
    <message>
        <source>Source of {name}</source>
        <translation>Original von {name}</translation>
    </message>
    <message>
        <source>{name}, {duration} seconds, cursor at {start} seconds</source>
        <translation>{name}, {duration} Sekunden, Cursor bei {start} Sekunden</translation>
    </message>
    <message>
        <source>{name}, {duration} seconds, selection {start} to {end} seconds</source>
        <translation>{name}, {duration} Sekunden, Auswahl {start} bis {end} Sekunden</translation>
    </message>
    <message>
        <source>source</source>
        <translation>Original</translation>
    </message>
    <message>
        <source>{0} ms</source>
        <translation>{0} ms</translation>
    </message>
    <message>
        <source>seed {0}</source>
        <translation>Seed {0}</translation>
    </message>
    <message>
        <source>mono</source>
        <translation>mono</translation>
    </message>
    <message>
        <source>stereo</source>
        <translation>stereo</translation>
    </message>
    <message>
        <source>{0} channels</source>
        <translation>{0} Kanäle</translation>
    </message>
    <message>
        <source>{0} kHz</source>
        <translation>{0} kHz</translation>
    </message>
    <message>
        <source>peak {0} dBFS</source>
        <translation>Spitze {0} dBFS</translation>
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
    <name>SoundDeeds</name>
    <message>
        <source>Removed 1 sound; Ctrl+Z brings it back.</source>
        <translation>1 Klang entfernt; Strg+Z holt ihn zurück.</translation>
    </message>
    <message>
        <source>Removed {count} sounds; Ctrl+Z brings them back.</source>
        <translation>{count} Klänge entfernt; Strg+Z holt sie zurück.</translation>
    </message>
    <message>
        <source>No file manager opened; the file is {path}</source>
        <translation>Es öffnete sich kein Dateimanager; die Datei ist {path}</translation>
    </message>
</context>
<context>
    <name>SoundForm</name>
    <message>
        <source>New seed for the pad</source>
        <translation>Neuer Seed für das Pad</translation>
    </message>
    <message>
        <source>Make another sound from a new seed</source>
        <translation>Aus einem neuen Seed einen anderen Klang erzeugen</translation>
    </message>
    <message>
        <source>Lock the pad&apos;s seed</source>
        <translation>Seed des Pads sperren</translation>
    </message>
    <message>
        <source>Keep this seed when the pad is regenerated or a new kit is made</source>
        <translation>Diesen Seed behalten, wenn das Pad neu erzeugt wird oder ein neues Kit entsteht</translation>
    </message>
    <message>
        <source>Brightness</source>
        <translation>Helligkeit</translation>
    </message>
    <message>
        <source>Dark or bright</source>
        <translation>Dunkel oder hell</translation>
    </message>
    <message>
        <source>Attack</source>
        <translation>Attack</translation>
    </message>
    <message>
        <source>How suddenly the sound begins: soft or hard</source>
        <translation>Wie plötzlich der Klang einsetzt: weich oder hart</translation>
    </message>
    <message>
        <source>Ringing</source>
        <translation>Nachklang</translation>
    </message>
    <message>
        <source>How long the sound rings: short or long</source>
        <translation>Wie lange der Klang nachklingt: kurz oder lang</translation>
    </message>
    <message>
        <source>Pitch</source>
        <translation>Tonhöhe</translation>
    </message>
    <message>
        <source>Low or high</source>
        <translation>Tief oder hoch</translation>
    </message>
    <message>
        <source>Noisiness</source>
        <translation>Rauschen</translation>
    </message>
    <message>
        <source>Tone or noise</source>
        <translation>Ton oder Rauschen</translation>
    </message>
    <message>
        <source>Body</source>
        <translation>Körper</translation>
    </message>
    <message>
        <source>Thin or full</source>
        <translation>Dünn oder voll</translation>
    </message>
    <message>
        <source>{0}. A double click leaves it open.</source>
        <translation>{0}. Ein Doppelklick lässt es offen.</translation>
    </message>
    <message>
        <source>any</source>
        <translation>beliebig</translation>
    </message>
    <message>
        <source>Class of the pad</source>
        <translation>Klasse des Pads</translation>
    </message>
    <message>
        <source>What kind of drum is made</source>
        <translation>Welche Art Drum entsteht</translation>
    </message>
    <message>
        <source>Model of the pad</source>
        <translation>Modell des Pads</translation>
    </message>
    <message>
        <source>The model that makes its sounds</source>
        <translation>Das Modell, das seine Klänge erzeugt</translation>
    </message>
    <message>
        <source>Prompt of the pad</source>
        <translation>Prompt des Pads</translation>
    </message>
    <message>
        <source>The sound in words; of several, the best match is taken</source>
        <translation>Der Klang in englischen Worten; von mehreren wird der passendste genommen</translation>
    </message>
    <message>
        <source>e.g. dark and short</source>
        <translation>z. B. dark and short</translation>
    </message>
    <message>
        <source>Seed of the pad</source>
        <translation>Seed des Pads</translation>
    </message>
    <message>
        <source>The number the pad&apos;s sound grows from</source>
        <translation>Die Zahl, aus der der Klang des Pads entsteht</translation>
    </message>
    <message>
        <source>Steps of the pad</source>
        <translation>Schritte des Pads</translation>
    </message>
    <message>
        <source>More steps take longer and can sound finer</source>
        <translation>Mehr Schritte dauern länger und können feiner klingen</translation>
    </message>
    <message>
        <source>auto</source>
        <translation>auto</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Klasse</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Seed</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>Prompt</translation>
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
    <name>SoundTable</name>
    <message>
        <source>Sounds of the library</source>
        <translation>Klänge der Bibliothek</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Länge</translation>
    </message>
    <message>
        <source>Distance</source>
        <translation>Abstand</translation>
    </message>
</context>
<context>
    <name>SoundsView</name>
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
    <name>Speakers</name>
    <message>
        <source>The audio output is not open, so nothing can be heard; choose an output under Sound output.</source>
        <translation>Der Audioausgang ist nicht geöffnet, daher ist nichts zu hören; unter „Audioausgang“ einen Ausgang wählen.</translation>
    </message>
    <message>
        <source>The audio output &apos;{0}&apos; is back.</source>
        <translation>Der Audioausgang „{0}“ ist wieder da.</translation>
    </message>
    <message>
        <source>The audio output &apos;{0}&apos; is back at {1} Hz instead of {2} Hz; the sounds were converted.</source>
        <translation>Der Audioausgang „{0}“ ist wieder da, mit {1} Hz statt {2} Hz; die Klänge wurden umgewandelt.</translation>
    </message>
</context>
<context>
    <name>StageRoom</name>
    <message>
        <source>Request</source>
        <translation>Eingaben</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>Ausgang</translation>
    </message>
    <message>
        <source>Devices</source>
        <translation>Geräte</translation>
    </message>
    <message>
        <source>Sounds</source>
        <translation>Klänge</translation>
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
        <source>No sound output</source>
        <translation>Kein Audioausgang</translation>
    </message>
    <message numerus="yes">
        <source>No sound output; trying again in %n second(s)</source>
        <translation>
            <numerusform>Kein Audioausgang; neuer Versuch in %n Sekunde</numerusform>
            <numerusform>Kein Audioausgang; neuer Versuch in %n Sekunden</numerusform>
        </translation>
    </message>
    <message>
        <source>{0} can be learned once a MIDI input is chosen; choose one under MIDI pad.</source>
        <translation>{0} kann gelernt werden, sobald ein MIDI-Eingang gewählt ist; unter MIDI-Pad einen wählen.</translation>
    </message>
    <message>
        <source>{0}: hit a pad or key of the controller …</source>
        <translation>{0}: ein Pad oder eine Taste am Controller anschlagen …</translation>
    </message>
    <message>
        <source>{0}: turn, move or press something on the controller …</source>
        <translation>{0}: am Controller etwas drehen, schieben oder drücken …</translation>
    </message>
    <message>
        <source>Learned: {0} → {1}</source>
        <translation>Gelernt: {0} → {1}</translation>
    </message>
    <message>
        <source>No MIDI input is connected.</source>
        <translation>Es ist kein MIDI-Eingang verbunden.</translation>
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
    <name>Studio</name>
    <message>
        <source>The model {name} in {folder} does not generate; install it again.</source>
        <translation>Das Modell {name} in {folder} erzeugt nichts; es neu installieren.</translation>
    </message>
</context>
<context>
    <name>TagDialog</name>
    <message>
        <source>Tags</source>
        <translation>Tags</translation>
    </message>
    <message>
        <source>Tags that all {count} sounds share, separated by commas:</source>
        <translation>Gemeinsame Tags aller {count} Klänge, durch Kommas getrennt:</translation>
    </message>
    <message>
        <source>Tags, separated by commas:</source>
        <translation>Tags, durch Kommas getrennt:</translation>
    </message>
</context>
<context>
    <name>TimeField</name>
    <message>
        <source> ms</source>
        <translation> ms</translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>Waveform</source>
        <translation>Wellenform</translation>
    </message>
    <message>
        <source>Drag to select; the arrows move the cursor, with Shift they select</source>
        <translation>Ziehen wählt aus; die Pfeiltasten bewegen den Cursor, mit Umschalt wählen sie aus</translation>
    </message>
    <message>
        <source>Spectrogram</source>
        <translation>Spektrogramm</translation>
    </message>
    <message>
        <source>Scroll in time</source>
        <translation>In der Zeit blättern</translation>
    </message>
    <message>
        <source>Start of the sound</source>
        <translation>Anfang des Klangs</translation>
    </message>
    <message>
        <source>Cuts the start off; the arrows move it by 1 ms</source>
        <translation>Schneidet den Anfang ab; die Pfeiltasten verschieben um 1 ms</translation>
    </message>
    <message>
        <source>End of the fade-in</source>
        <translation>Ende der Einblendung</translation>
    </message>
    <message>
        <source>Fades the start in; the arrows move it by 1 ms</source>
        <translation>Blendet den Anfang ein; die Pfeiltasten verschieben um 1 ms</translation>
    </message>
    <message>
        <source>Start of the fade-out</source>
        <translation>Anfang der Ausblendung</translation>
    </message>
    <message>
        <source>Fades the end out; the arrows move it by 1 ms</source>
        <translation>Blendet das Ende aus; die Pfeiltasten verschieben um 1 ms</translation>
    </message>
    <message>
        <source>End of the sound</source>
        <translation>Ende des Klangs</translation>
    </message>
    <message>
        <source>Cuts the end off; the arrows move it by 1 ms</source>
        <translation>Schneidet das Ende ab; die Pfeiltasten verschieben um 1 ms</translation>
    </message>
</context>
<context>
    <name>Tools</name>
    <message>
        <source>Strength of the variation</source>
        <translation>Stärke der Variation</translation>
    </message>
    <message>
        <source>0 % is the sound as it is, 100 % a new one of its class</source>
        <translation>0 % ist der Klang, wie er ist, 100 % ein neuer seiner Klasse</translation>
    </message>
    <message>
        <source>Way to the second sound</source>
        <translation>Weg zum zweiten Klang</translation>
    </message>
    <message>
        <source>0 % is this sound, 100 % the second one</source>
        <translation>0 % ist dieser Klang, 100 % der zweite</translation>
    </message>
    <message>
        <source>Length of the fade-in</source>
        <translation>Länge der Einblendung</translation>
    </message>
    <message>
        <source>Length of the fade-out</source>
        <translation>Länge der Ausblendung</translation>
    </message>
    <message>
        <source>Wanted length</source>
        <translation>Gewünschte Länge</translation>
    </message>
    <message>
        <source>Drag out</source>
        <translation>Herausziehen</translation>
    </message>
    <message>
        <source>Pull from here into another program: it gets a WAV file</source>
        <translation>Von hier in ein anderes Programm ziehen: es bekommt eine WAV-Datei</translation>
    </message>
    <message>
        <source>Redo the attack</source>
        <translation>Attack neu erzeugen</translation>
    </message>
    <message>
        <source>Redo the selection</source>
        <translation>Auswahl neu erzeugen</translation>
    </message>
    <message>
        <source>Redo the tail</source>
        <translation>Ausklang neu erzeugen</translation>
    </message>
    <message>
        <source>In</source>
        <translation>Ein</translation>
    </message>
    <message>
        <source>Out</source>
        <translation>Aus</translation>
    </message>
    <message>
        <source>Vary</source>
        <translation>Variieren</translation>
    </message>
    <message>
        <source>Morph</source>
        <translation>Morphen</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Neu erzeugen</translation>
    </message>
    <message>
        <source>Up to, in, or from the selection</source>
        <translation>Bis zur, in der oder ab der Auswahl</translation>
    </message>
    <message>
        <source>Trim and fades</source>
        <translation>Schnitt und Blenden</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Länge</translation>
    </message>
    <message>
        <source>Out</source>
        <comment>of the app</comment>
        <translation>Ausgabe</translation>
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
    <name>TrainingRoom</name>
    <message>
        <source>The model {0} is ready: choose it for a pad under Model.</source>
        <translation>Das Modell {0} ist fertig: Es lässt sich bei einem Pad unter „Modell“ auswählen.</translation>
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
    <name>Transport</name>
    <message>
        <source>Start of the selection</source>
        <translation>Anfang der Auswahl</translation>
    </message>
    <message>
        <source>End of the selection</source>
        <translation>Ende der Auswahl</translation>
    </message>
    <message>
        <source>Play the selected part, or everything</source>
        <translation>Die Auswahl oder alles abspielen</translation>
    </message>
    <message>
        <source>Selection</source>
        <translation>Auswahl</translation>
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
    <message>
        <source>The request of this sound is back in the form, its seed locked.</source>
        <translation>Die Eingaben dieses Klangs stehen wieder im Formular, der Seed ist gesperrt.</translation>
    </message>
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
        <source>No file manager opened; the file is {path}</source>
        <translation>Es öffnete sich kein Dateimanager; die Datei ist {path}</translation>
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
    <name>Views</name>
    <message>
        <source>Views</source>
        <translation>Ansichten</translation>
    </message>
</context>
<context>
    <name>Wishes</name>
    <message>
        <source>Varying …</source>
        <translation>Wird variiert …</translation>
    </message>
    <message>
        <source>vary</source>
        <translation>Variieren</translation>
    </message>
    <message>
        <source>Morphing …</source>
        <translation>Wird gemorpht …</translation>
    </message>
    <message>
        <source>morph</source>
        <translation>Morphen</translation>
    </message>
    <message>
        <source>Making the part anew …</source>
        <translation>Der Abschnitt entsteht neu …</translation>
    </message>
    <message>
        <source>redo a part</source>
        <translation>Abschnitt neu erzeugen</translation>
    </message>
    <message>
        <source>Changing the length …</source>
        <translation>Die Länge wird geändert …</translation>
    </message>
    <message>
        <source>change the length</source>
        <translation>Länge ändern</translation>
    </message>
    <message>
        <source>Trimming …</source>
        <translation>Wird zugeschnitten …</translation>
    </message>
    <message>
        <source>trim</source>
        <translation>Zuschneiden</translation>
    </message>
    <message>
        <source>apply trim and fades</source>
        <translation>Schnitt und Blenden anwenden</translation>
    </message>
    <message>
        <source>choose the second sound</source>
        <translation>Zweiten Klang wählen</translation>
    </message>
    <message>
        <source>trim the start</source>
        <translation>Anfang schneiden</translation>
    </message>
    <message>
        <source>trim the end</source>
        <translation>Ende schneiden</translation>
    </message>
    <message>
        <source>fade in</source>
        <translation>Einblenden</translation>
    </message>
    <message>
        <source>fade out</source>
        <translation>Ausblenden</translation>
    </message>
    <message>
        <source>choose the class</source>
        <translation>Klasse wählen</translation>
    </message>
</context>
<context>
    <name>WorkRow</name>
    <message>
        <source>Progress of the library&apos;s work</source>
        <translation>Fortschritt der Bibliothek</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Cancel the library&apos;s work</source>
        <translation>Arbeit der Bibliothek abbrechen</translation>
    </message>
    <message>
        <source>{work} …</source>
        <translation>{work} …</translation>
    </message>
    <message>
        <source>{work}: {done} %</source>
        <translation>{work}: {done} %</translation>
    </message>
    <message>
        <source>{work}: {done} of {total}</source>
        <translation>{work}: {done} von {total}</translation>
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
