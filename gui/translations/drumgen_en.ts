<?xml version='1.0' encoding='utf-8'?>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>AboutDialog</name>
    <message numerus="yes">
        <source>{source}: %n file(s), {licence}</source>
        <translation>
            <numerusform>{source}: %n file, {licence}</numerusform>
            <numerusform>{source}: %n files, {licence}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Detail</name>
    <message numerus="yes">
        <source>%n step(s)</source>
        <translation>
            <numerusform>%n step</numerusform>
            <numerusform>%n steps</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Library</name>
    <message numerus="yes">
        <source>keep %n sound(s)</source>
        <translation>
            <numerusform>keep %n sound</numerusform>
            <numerusform>keep %n sounds</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>remove %n sound(s)</source>
        <translation>
            <numerusform>remove %n sound</numerusform>
            <numerusform>remove %n sounds</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>restore %n sound(s)</source>
        <translation>
            <numerusform>restore %n sound</numerusform>
            <numerusform>restore %n sounds</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>mark %n sound(s)</source>
        <translation>
            <numerusform>mark %n sound</numerusform>
            <numerusform>mark %n sounds</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>unmark %n sound(s)</source>
        <translation>
            <numerusform>unmark %n sound</numerusform>
            <numerusform>unmark %n sounds</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>tag %n sound(s)</source>
        <translation>
            <numerusform>tag %n sound</numerusform>
            <numerusform>tag %n sounds</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>rename %n sound(s)</source>
        <translation>
            <numerusform>rename %n sound</numerusform>
            <numerusform>rename %n sounds</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LibraryController</name>
    <message numerus="yes">
        <source>%n sound(s) were read from their files into the library.</source>
        <translation>
            <numerusform>%n sound were read from their files into the library.</numerusform>
            <numerusform>%n sounds were read from their files into the library.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Reactions</name>
    <message numerus="yes">
        <source>Generating %n sound(s) …</source>
        <translation>
            <numerusform>Generating %n sound …</numerusform>
            <numerusform>Generating %n sounds …</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RequestPanel</name>
    <message numerus="yes">
        <source>Generating %n sound(s)</source>
        <translation>
            <numerusform>Generating %n sound</numerusform>
            <numerusform>Generating %n sounds</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ResultsView</name>
    <message numerus="yes">
        <source>%n sounds</source>
        <translation>
            <numerusform>%n sounds</numerusform>
            <numerusform>%n sounds</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SoundsView</name>
    <message numerus="yes">
        <source>%n selected</source>
        <translation>
            <numerusform>%n selected</numerusform>
            <numerusform>%n selected</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StageRoom</name>
    <message numerus="yes">
        <source>No sound output; trying again in %n second(s)</source>
        <translation>
            <numerusform>No sound output; trying again in %n second</numerusform>
            <numerusform>No sound output; trying again in %n seconds</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TrainingForm</name>
    <message numerus="yes">
        <source>%n sound(s) to learn from</source>
        <translation>
            <numerusform>%n sound to learn from</numerusform>
            <numerusform>%n sounds to learn from</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) left out:</source>
        <translation>
            <numerusform>%n file left out:</numerusform>
            <numerusform>%n files left out:</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Undo</name>
    <message numerus="yes">
        <source>remove %n sound(s)</source>
        <translation>
            <numerusform>remove %n sound</numerusform>
            <numerusform>remove %n sounds</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>mark %n sound(s)</source>
        <translation>
            <numerusform>mark %n sound</numerusform>
            <numerusform>mark %n sounds</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>unmark %n sound(s)</source>
        <translation>
            <numerusform>unmark %n sound</numerusform>
            <numerusform>unmark %n sounds</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>UserCommands</name>
    <message numerus="yes">
        <source>Removed %n sound(s); Ctrl+Z brings back what was removed.</source>
        <translation>
            <numerusform>Removed %n sound; Ctrl+Z brings back what was removed.</numerusform>
            <numerusform>Removed %n sounds; Ctrl+Z brings back what was removed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Copied %n files</source>
        <translation>
            <numerusform>Copied %n files</numerusform>
            <numerusform>Copied %n files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Exported %n sound(s) to {folder}</source>
        <translation>
            <numerusform>Exported %n sound to {folder}</numerusform>
            <numerusform>Exported %n sounds to {folder}</numerusform>
        </translation>
    </message>
</context>
</TS>