"""Words of concern for a child are noticed as people write them, and the subject of a meeting is not."""

import pytest

from nsk_desktop.domain.concern import concern_in


@pytest.mark.parametrize(
    "text",
    [
        "Jeg er bekymret for en pige i gruppen.",
        "Vi har bekymring om hendes børn",
        "Mor fortalte, at sønnen bliver slået derhjemme.",
        "Der er vold i hjemmet, og børnene ser det",
        "Datteren på 15 skal giftes bort til sommer",
        "En 14-årig er bange for at komme hjem",
        "Drengen har blå mærker på armene.",
        "Skal vi lave en underretning om barnet?",
        "Mistanke om overgreb mod en pige",
        "Hendes datter skal på genopdragelsesrejse",
        "PIGEN BLEV TRUET AF SIN BROR",
        "Hun fortalte, at hendes datter bliver slået derhjemme.",
        "Jeg er bekymret for en pige på 12 år, der ikke må gå i skole.",
        "Drengen har blå mærker på armene og vil ikke sige hvorfor.",
        "En mor siger, at børnene er bange for deres far.",
        "Barnet er bange for at komme hjem.",
        "Pigen skal giftes til sommer, hun er 15.",
        "Datteren skal sendes til Somalia på genopdragelsesrejse.",
        "Faren slog sin søn foran os.",
        "Vi har mistanke om, at en af drengene udsættes for vold.",
        "Der er lavet en underretning på barnet.",
        "Teenageren taler om selvmord.",
        "En 14-årig pige er stukket af hjemmefra.",
        "Moderen truer med at sende sønnen ud af landet.",
        "Børnene bliver låst inde på værelset.",
        "Hun er bange for, at datteren bliver omskåret i ferien.",
        "Barnet får ikke mad nok og går i snavset tøj.",
        "Pigen skærer i sig selv.",
        "Storebror kontrollerer sin søster på 13 og slår hende.",
        "Far drikker, og børnene passer sig selv om natten.",
        "Den lille dreng fortæller, at onklen rører ved ham.",
        "Hun siger at manden slår hende, mens børnene ser på.",
        "Min elev er blevet lovet væk til en fætter i Pakistan.",
        "Barnet bliver misbrugt af en voksen.",
    ],
)
def test_a_concern_for_a_child_is_noticed(text: str) -> None:
    assert concern_in(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "12 børn deltog i madlavningen.",
        "Oplæg om vold og børns rettigheder",
        "Temadag om underretning og bekymring for børn",
        "Forældremøde om pigers fritidsliv",
        "Vi er bekymrede for, om lokalet er stort nok.",
        "Kvindegruppen talte om genopdragelse og normer",
        "Drengene spillede fodbold. Mødet sluttede tidligt.",
        "Der var mange børn. Foreningen blev slået sammen med klubben.",
        "En af deltagernes døtre skal giftes den 15. juni.",
        "Vi mødtes søndag og bagte boller; stemningen var god.",
        "Kvinderne talte om økonomi og om at slå til mandag.",
        "12 deltagere, heraf tre nye. Børnene legede i legerummet og slog rekord i hoppe.",
        "Pigerne slår sig løs på dansegulvet, og mødrene klapper.",
        "Vi slog fast, at vi mødes hver tirsdag, også når børnene har ferie.",
        "Oplæg om børneopdragelse og skærmtid. God debat.",
        "Fædregruppen spillede fodbold med drengene, og det var voldsomt varmt.",
        "Mødrene var voldsomt glade for turen med børnene til Louisiana.",
        "Sundhedsplejersken fortalte om søvn, kost og spædbørn. Mange spørgsmål.",
        "Der var overtegnede pladser til babysalmesang, så vi slår to hold sammen.",
        "Vi blev enige om at underrette forældrene om, at børnene skal have madpakke med.",
        "Deltagerne var bekymrede for, om børnene kan få plads i klubben.",
        "Flere var bekymrede for søndagens arrangement, fordi lokalet er lille.",
        "Bestyrelsen er bekymret for, at teenagerne mangler et sted at være.",
        "Vi talte om bandekonflikten; forældre er bange for at sende børnene alene i skole.",
        "Pigegruppen planlagte en tur til Kronborg.",
        "De 15-årige ville hellere spille padel.",
        "Skolen fortalte om trivselsmålingen og om hvordan børnene lærer dansk.",
        "Vi talte om æresrelateret kontrol generelt, og om hvor man kan få hjælp.",
        "Temaaften om negativ social kontrol for mødre til teenagere.",
        "Imamen holdt oplæg mod tvangsægteskab for unge over 18 år.",
        "Truende skyer, men grillaftenen med børnefamilier blev alligevel til noget.",
        "Lektiehjælp: fem børn kom, to svigtede os i sidste øjeblik.",
        "Børnene blev hentet kl. 17, og vi slog lejren ned.",
        "Der er mistanke om fejl i tilmeldingen af børn til ferieklub.",
        "Naboerne talte om hærværk; drenge i 10. klasse hjalp med at rydde op.",
        "Vi gennemgik, hvordan man laver en underretning, og hvad kommunen gør derefter.",
        "Personalet fik viden om underretningspligt vedrørende børn og unge.",
        "Frivillige tog blå mærker med hjem efter fodboldkampen mod drengeholdet.",
        "Datter til en af deltagerne hjalp med at oversætte.",
        "Vi slår os sammen med biblioteket om en læseklub for børn.",
        "Kvinderne syede tøj til en baby, der lige er født.",
        "Børnehaven vil gerne være med; der er overgreb... nej overgang fra vuggestue til børnehave på programmet.",
        "Ungdomsklubben har voldsom travlt, og der mangler voksne til drengene.",
        "Mor-barn-gruppen kom på besøg og slog sig ned i caféen.",
        "Søren og Sønderholm-klubben kom forbi.",
        "Vi drøftede børnenes fritidsjob og hvad loven siger.",
        "Sproghjælp: brev fra skole oversat, barnets navn stavet rigtigt.",
        "Dialog om vold i hjemmet som emne; ingen sager blev nævnt.",
        "Kursus for forældre: De utrolige år. Børnepasning blev slået op på tavlen.",
        "Deltagerne slog et slag for flere legepladser til børn.",
        "Vi talte om svigermødre og om hvordan man deler pasning af børnebørn.",
        "Mødrene sagde, at børnene savner svømmehallen.",
        "Vi talte om drengeomskæring som religiøs skik; rolig debat.",
    ],
)
def test_an_ordinary_summary_is_not(text: str) -> None:
    assert concern_in(text) is None


def test_the_place_is_the_whole_sentence_and_no_other() -> None:
    text = "Godt møde. Pigen blev slået af sin far. Næste gang er tirsdag."
    found = concern_in(text)
    assert found is not None
    assert text[found.start : found.end] == "Pigen blev slået af sin far."


def test_a_concern_beside_the_subject_of_a_meeting_is_noticed() -> None:
    assert concern_in("Oplæg om børns rettigheder. En pige bliver slået derhjemme.") is not None
