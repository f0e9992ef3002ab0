"""Words that everybody uses, many of which are names too: written small, they name nobody."""

from notifications.letters import seen, skeleton

_SMALL = """
ad af al alle alt altid alting anden andet andre at bare begge blev blive bliver blot både da de dem den denne der
deres derfor derfra det dette dig din dine disse dit dog du dér efter ej eller ellers en end endelig endnu enhver enig
er et for foran forbi fordi fra før først første gennem gerne ham han hans har havde have hel hele helt hen hende
hendes her hos hun hvad hvem hver hvert hvilke hvilken hvilket hvis hvor hvordan hvorfor hvornår i igen igennem ikke
imellem ind inde inden indtil ingen intet ja jeg jer jeres jo kan kom komme kommer kun kunne lad lidt lige man mange
med meget mellem men mens mere mest mig min mindre mine mit mod må måske måtte ned nej netop nogen noget nogle nok nu
ny nye næste næsten når og også om omkring op os over på samme samt se selv ses sidste sig sin sine sit skal skulle
snart som stor store så sådan tag tage tak til tilbage to trods ud uden under ved vel vi via vil ville vor vores vær
være været
"""
_OF_TIME = """
aften april august dag dage dagen december eftermiddag efterår februar fem ferie fire formiddag forår fredag frist
fristen gang gange halvfems januar jul juli juni klokken lørdag maj mandag marts middag minut morgen måned nat ni
nitten november oktober onsdag otte pinse påske seks september sommer syv søndag ti tid tiden tidlig time timer
tirsdag torsdag tre tyve uge ugen uger vinter år året
"""
_OF_THE_OFFICE = """
adresse afbud afdeling afgørelse aftale aftalen aftaler alias anmodning anmodningen arbejde bekymring besked
beslutning bilag borger borgere borgeren chef dagsorden dagsordenen deltager deltagere efternavn enhed fornavn
forperson forslag forum forældre fru frue fødselsdato født gæst gæster handling hej henvendelse herr hilsen hjælp hr
indsats initialer jurist kaldet kommune kommunen konsulent kontakt kopi kære leder linje liste lokale læge lærer mail
medlem medlemmer mellemnavn mentor mor møde møder mødes mødet mødets navn navnet notat nummer nærværende opgave
oplysning oplysninger ord ordstyrer person personen plads plan politi politiet politik post projekt punkt punkter
pædagog referat referatet region rum rådgiver rådhus rådhuset sag sagen sagens sager sagsbehandler samtale samtalen
sekretariat sekretariatet skole skolen skriv skrive sted stedet svar svarer svarfrist team tekst telefon tema tolk
uddannelse udfald udvalg ung unge vedr venlig venligst værelse
"""
_OF_FAMILIES = """
barn bror børn datter far farfar farmor folk kone mand morfar mormor nabo onkel søn søster tante ven venner
"""
_OF_DOING = """
bede beder bo boet bor bruge bruger bør fast fik fin finde finder flere flest fri fuld få får gammel ganske gik giv
give giver glad god gode godt gør gøre gå går hold holde holder høre hører hårdt kalde kender klar kort køre kører
lang lange lav lave laver led let leve lever ligge ligger lille læs læse løb løs mener mild mødte ond rask ren rette
rig rigtig rolig ryge sagde sende sender ser set sidde sidder sige siger skriver slå smuk små snak sover stand stille
stærk stå står sund sød tager tal tale taler tro tror træt tør vandre vent vente venter vide vis vise vist våd åben
åbne
"""
_NAMES_TOO = """
abel ager ahorn alm and ask aske bag bager bak bakke bank bar bast bed berg birk bjerg bjørn blad blok blom bog bold
bolt bonde borg brand bro brun brus brønd bund busk by bæk bær bøg bøgh dal dam dansk degn due dyb dyr eg eje ejer eks
elm eng engel fald falk fe felt fisk fisker fjeld fjord flint flod fod fog foged fred frem frisk frost frø fugl færge
ged gran grav gren greve grund grøn guld gård hage hale hall halm hare hav haven hede held herre hest hjort hjul
hjørne hoff holm holt hop horn hul hund hus hvid hvidt høg høj høst ild iris is jagt jern jord just jæger kam kammer
kant kat kilde kirk kirke kjær klint klit klog klok knap kok kold konge korn krag krage krans kring kro krog kron
krone kvist kæmpe kær lam land lilje lind linde link list liv lod loft love luk lund lunde lykke lyng lys løve mark
marker mester milde mose mund munk mur mus mølle møller nar nor nord norden næs orm palme park pil pind pram prins
præst ran rand ravn ridder ring ris ro rod rom ros rose rosen rude rug runde ræv rød røn rør saga sal salt sand sejr
signe sild skaft skjold skov skrædder skytte slot smed sne snog sol sort spring stav sten stjerne stok storm strand
strøm stub sus svane svend sværd syd sø søe sønder tang ter toft tom top torn torp tue tværs uld ulv urt valmue vand
vang vase vest vester vig vild villa vind vinge viol vogn vold væver våben ø ørn øst øster å ål
"""
_ENGLISH = """
a agenda answer answers are as be been can case could date dear first from guest has hello in it kind last may meeting
minutes miss mr mrs ms name new no not of on or our please regards request secretariat that the their this was we were
will with would yes you your
"""
_SHORTEST_NAME = 3

ORDINARY = frozenset(
    skeleton(seen(word))
    for words in (_SMALL, _OF_TIME, _OF_THE_OFFICE, _OF_FAMILIES, _OF_DOING, _NAMES_TOO, _ENGLISH)
    for word in words.split()
)


def is_ordinary(word: str) -> bool:
    """Whether a word, as its `skeleton`, is one that everybody uses, or too short to name anybody by itself."""
    return len(word) < _SHORTEST_NAME or word in ORDINARY
