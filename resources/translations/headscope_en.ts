<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>HeadText</name>
    <message numerus="yes">
        <source>No head %1: layer %2 has %n head(s).</source>
        <translation>
            <numerusform>No&#xa0;head&#xa0;%1:&#xa0;layer&#xa0;%2&#xa0;has&#xa0;%n&#xa0;head.</numerusform>
            <numerusform>No&#xa0;head&#xa0;%1:&#xa0;layer&#xa0;%2&#xa0;has&#xa0;%n&#xa0;heads.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LinesTip</name>
    <message numerus="yes">
        <source>and %n more head(s)</source>
        <translation>
            <numerusform>and %n more head</numerusform>
            <numerusform>and %n more heads</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OfferedModel</name>
    <message numerus="yes">
        <source>%n layer(s)</source>
        <translation>
            <numerusform>%n layer</numerusform>
            <numerusform>%n layers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n head(s)</source>
        <translation>
            <numerusform>%n head</numerusform>
            <numerusform>%n heads</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>headscope::DecoderPanel</name>
    <message numerus="yes">
        <source>%n token(s)</source>
        <translation>
            <numerusform>%n token</numerusform>
            <numerusform>%n tokens</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>headscope::HeadBoardCanvas</name>
    <message numerus="yes">
        <source>Layer %1 has %n head(s), fewer than others</source>
        <translation>
            <numerusform>Layer&#xa0;%1&#xa0;has&#xa0;%n&#xa0;head,&#xa0;fewer&#xa0;than&#xa0;others</numerusform>
            <numerusform>Layer&#xa0;%1&#xa0;has&#xa0;%n&#xa0;heads,&#xa0;fewer&#xa0;than&#xa0;others</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>headscope::HeadBoardView</name>
    <message numerus="yes">
        <source>%1 of %n head(s) not measured</source>
        <translation>
            <numerusform>%1 of %n head not measured</numerusform>
            <numerusform>%1 of %n heads not measured</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>headscope::MainWindow</name>
    <message numerus="yes">
        <source>%1, %n thread(s)</source>
        <translation>
            <numerusform>%1, %n thread</numerusform>
            <numerusform>%1, %n threads</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>patterns on demand: %n at hand</source>
        <translation>
            <numerusform>patterns on demand: %n at hand</numerusform>
            <numerusform>patterns on demand: %n at hand</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>headscope::OutputPanel</name>
    <message numerus="yes">
        <source>KL(baseline ‖ now), mean of %n position(s)</source>
        <translation>
            <numerusform>KL(baseline ‖ now), mean of %n position</numerusform>
            <numerusform>KL(baseline ‖ now), mean of %n positions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>headscope::StackSelector</name>
    <message numerus="yes">
        <source>%n head(s) changed</source>
        <translation>
            <numerusform>%n&#xa0;head&#xa0;changed</numerusform>
            <numerusform>%n&#xa0;heads&#xa0;changed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>headscope::TextPanel</name>
    <message numerus="yes">
        <source>%n token(s)</source>
        <translation>
            <numerusform>%n token</numerusform>
            <numerusform>%n tokens</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unknown</source>
        <translation>
            <numerusform>%n unknown</numerusform>
            <numerusform>%n unknown</numerusform>
        </translation>
    </message>
</context>
</TS>
