import { asked, type InventedQuestion } from './invented-question.ts'

/** Questions about the work floor and the office, with an answer as an adviser could give it. All of it is invented. */
export const FLOOR_QUESTIONS: readonly InventedQuestion[] = [
  asked(
    ['cobot-cell', 'machines'],
    'Wij zetten per week drie dagen lang dezelfde flens in een freesbank. Is dat werk voor een cobot, of is onze serie van 40 stuks te klein?',
    'Veertig stuks kan, als het omstellen kort is. Reken met een half uur per serie voor grijper en programma; duurt een serie langer dan vier uur, dan loont het meestal. Neem uw flens mee naar een proefdag, dan weet u het zonder iets te kopen.',
  ),
  asked(
    ['cobot-cell', 'machines'],
    'Moet er een hek om een cobot? Onze leverancier zegt van niet, onze preventiemedewerker van wel.',
    'Dat hangt af van wat hij vasthoudt en hoe snel hij beweegt, niet van de cobot zelf. Maak een risicobeoordeling van de hele opstelling. Met een scherp werkstuk is een scherm of een laserscanner bijna altijd nodig.',
  ),
  asked(
    ['machine-monitoring', 'machines'],
    'Onze vijf freesbanken zijn van vijf merken en de oudste is uit 1998. Kunnen we toch zien wanneer ze stilstaan?',
    'Ja. Voor de oude banken is een stroomklem op de voeding genoeg: die ziet draaien of stilstaan. Begin met twee banken en zes weken meten, en laat operators met één knop de reden geven.',
  ),
  asked(
    ['machine-monitoring', 'data'],
    'Wij meten nu drie maanden stilstand en het getal is elke week anders. Hoe komen we van meten naar minder stilstand?',
    'Kijk niet naar het getal maar naar de drie redenen die het meest terugkomen. Bespreek die elke maandag een kwartier bij de machine. Bij de meeste bedrijven blijkt wachten op gereedschap of op een eerste meting bovenaan te staan.',
  ),
  asked(
    ['shopfloor-registration', 'people'],
    'Onze mensen vullen hun uren pas op vrijdag in, uit het hoofd. Hoe krijg ik ze zover dat ze op tijd klokken zonder dat het voelt als controle?',
    'Laat zien waar u de uren voor gebruikt: een betere nacalculatie, niet het volgen van mensen. Zet bij elke afdeling één scherm waarop een order starten twee tikken is. En geef na een maand terug wat u ervan leerde.',
  ),
  asked(
    ['shopfloor-registration', 'software'],
    'Kan urenregistratie op de werkvloer zonder dat we eerst een nieuw ERP kopen?',
    'Ja, als uw huidige pakket orders kan uitgeven en uren kan inlezen. Een eenvoudig klokscherm met een bestand per nacht is vaak genoeg voor het eerste jaar. Vraag uw leverancier naar een importformaat voor uren.',
  ),
  asked(
    ['digital-work-instructions', 'people'],
    'Wij hebben 400 werkinstructies in mappen. Moeten we die allemaal overtypen voordat we met tablets kunnen beginnen?',
    'Nee. Begin met de tien instructies waarbij de meeste fouten worden gemaakt, en maak die met foto’s in plaats van tekst. De rest zet u erin als scan en vervangt u wanneer iemand er toch aan werkt.',
  ),
  asked(
    ['digital-work-instructions', 'people'],
    'De helft van onze montage spreekt beter Pools dan Nederlands. Is er een manier om instructies te maken die iedereen volgt?',
    'Met foto’s en korte filmpjes van twintig seconden komt u het verst; tekst is dan bijzaak. Laat een ervaren monteur het voordoen en filmen. Test het met iemand die het werk nooit deed.',
  ),
  asked(
    ['inline-vision-qc', 'machines'],
    'Wij keuren spuitgietdelen met het oog op krassen. Een camera van € 30.000 vindt de directeur veel geld. Hoe weten we vooraf of hij het ziet?',
    'Neem vijftig goede en vijftig foute delen mee naar een proef met camera en licht. Na een dag weet u welk deel van de fouten hij vindt en hoeveel goede delen hij afkeurt. Die twee getallen bepalen of de € 30.000 uit kan.',
  ),
  asked(
    ['inline-vision-qc', 'data'],
    'Hoeveel foto’s van foute producten heb je nodig om een systeem te leren kijken?',
    'Voor een duidelijke fout zijn dertig tot honderd voorbeelden vaak genoeg om te beginnen. Belangrijker is dat het licht elke keer hetzelfde is. Bewaar vanaf nu van elke afkeur een foto met de reden.',
  ),
  asked(
    ['digital-measuring', 'machines'],
    'Onze meetrapporten gaan met de hand van de schuifmaat naar Excel naar pdf. Wat is de eerste stap om dat korter te maken?',
    'Schuifmaten en micrometers met een zender, die rechtstreeks in uw meetblad schrijven. Dat is per meetplek te overzien en scheelt het overtypen. Kies daarna pas een pakket voor de rapporten.',
  ),
  asked(
    ['digital-measuring', 'chain'],
    'Een klant vraagt vanaf januari per partij een digitaal meetrapport. Welk formaat kunnen we het best leveren?',
    'Vraag eerst wat zij kunnen inlezen; meestal is een tabel met maat, tolerantie en gemeten waarde genoeg. Spreek af welke maten erin komen, want alles meten kost u meer dan het oplevert. Leg dat vast bij de order.',
  ),
  asked(
    ['unmanned-machining', 'machines'],
    'We willen ’s avonds twee uur onbemand doordraaien met een palletwisselaar. Waar gaat dat in de praktijk mis?',
    'Bijna altijd op spanen, gebroken gereedschap en de eerste maat. Regel gereedschapsbewaking en een stop bij afwijking voordat u aan een robot denkt. Begin met werk dat u al een jaar zonder storing maakt.',
  ),
  asked(
    ['cam-automation', 'software'],
    'Onze programmeur gaat over twee jaar met pensioen en alles zit in zijn hoofd. Hoe leggen we dat vast?',
    'Laat hem van de twintig meest gemaakte onderdelen een standaardbewerking in het CAM-pakket zetten, met gereedschap en snijgegevens. Plan er een middag per week voor. De jongere collega programmeert, hij kijkt mee: andersom leert niemand iets.',
  ),
  asked(
    ['tool-management', 'machines'],
    'Wij zoeken elke dag een half uur naar gereedschap en kopen frezen dubbel. Is een gereedschapsautomaat de oplossing?',
    'Soms, maar begin met een vaste plek, een nummer per houder en een lijst van wat er in elke machine zit. Tel vier weken wat u dubbel koopt. Is dat meer dan € 500 per maand, dan is een automaat het bekijken waard.',
  ),
  asked(
    ['printed-jigs-fixtures', 'machines'],
    'Kunnen we opspanhulpmiddelen voor de montage zelf printen, of wordt dat speelgoed?',
    'Voor positioneren en vasthouden is geprint kunststof prima; voor klemmen met kracht niet. Print er eerst vijf in een werkplaats en gebruik ze een maand. Een printer kopen kan daarna altijd nog.',
  ),
  asked(
    ['amr-transport', 'machines'],
    'Onze heftruck rijdt de hele dag met halve pallets tussen zagerij en lassen. Kan een rijdende robot dat ook in een oude hal?',
    'Dat kan als de vloer vlak is en de paden vrij blijven; dat tweede is meestal het probleem. Tel een week de ritten en kijk of een vaste ronde met een karretje niet hetzelfde doet. Een proefweek met een echte robot maakt het verschil snel duidelijk.',
  ),
  asked(
    ['maintenance-log', 'machines'],
    'Het onderhoud van onze kantbanken staat in een schriftje. Wat is een lichte manier om dat digitaal te doen?',
    'Een lijst per machine met de datum van de laatste en de volgende beurt, op een tablet bij de machine. Noteer bij elke storing tijd en oorzaak in één regel. Na een half jaar ziet u waar preventief onderhoud loont.',
  ),
  asked(
    ['predictive-maintenance', 'data'],
    'Een leverancier belooft dat hij met trillingssensoren storingen een week vooruit ziet. Klopt dat?',
    'Voor lagers en tandwielkasten kan het, voor elektronica en bediening niet. Vraag welke storingen van het afgelopen jaar hij gezien zou hebben. Zonder een storingslijst van uzelf kan niemand dat beantwoorden.',
  ),
  asked(
    ['energy-monitoring', 'money'],
    'Onze stroomrekening is verdubbeld en we weten niet welke machine het doet. Waar begin ik?',
    'Bij de hoofdmeter: kijk wat er tussen twaalf en vijf uur ’s nachts verbruikt wordt. Meet daarna een maand per groep met klemmen. Vaak zijn perslucht en afzuiging samen meer dan alle machines.',
  ),
  asked(
    ['energy-monitoring', 'machines'],
    'Hoe vinden we lekken in onze persluchtleiding zonder de hele hal stil te leggen?',
    'Huur een dag een lekzoeker die op geluid werkt; die vindt ze terwijl u draait. Meet ’s nachts het verbruik voor en na het dichten. Dan weet u wat de lekken u kostten.',
  ),
  asked(
    ['barcode-rfid-stock', 'software'],
    'Wij tellen de voorraad één keer per jaar en schrikken elke keer. Is barcode genoeg of moet het RFID worden?',
    'Begin met barcode op de locaties, niet op elk onderdeel. RFID loont pas als u veel verschillende dozen tegelijk wilt lezen. Scan een maand lang alleen het uitgeven en tel dan twintig locaties na.',
  ),
  asked(
    ['mes-light', 'software'],
    'Wat is het verschil tussen een planbord, MES en ERP? Ons ERP zegt dat het alles kan.',
    'ERP weet wat er besteld is en wat het kost, een planbord in welke volgorde u het maakt, en MES wat er nu echt gebeurt op de vloer. Kijk welke van de drie u vandaag mist. Vaak is dat de derde, en dan is een eenvoudig klokscherm een begin.',
  ),
  asked(
    ['finite-scheduling', 'software'],
    'Onze planner schuift elke ochtend met magneten. Kan software dat beter dan iemand die alles weet?',
    'Niet beter, wel sneller opnieuw als er iets verandert. Voorwaarde is dat bewerkingstijden ongeveer kloppen. Laat een proef draaien op de orders van vorige maand en vergelijk die met wat de planner deed.',
  ),
  asked(
    ['finite-scheduling', 'data'],
    'Onze bewerkingstijden zitten er soms een factor twee naast. Moeten we die eerst verbeteren voor we een planpakket kopen?',
    'Ja, maar niet allemaal. De tien bewerkingen op uw drukste machine bepalen het meeste. Zet die goed met drie weken klokken; de rest mag een schatting blijven.',
  ),
  asked(
    ['production-simulation', 'machines'],
    'We verhuizen volgend jaar naar een nieuwe hal. Heeft het zin om de fabriek eerst op de computer na te bouwen?',
    'Als u meer dan twee indelingen vergelijkt wel. Voor één stroom is een plattegrond met de ritten van een week genoeg. Neem in elk geval de drukste dag van het jaar, niet de gemiddelde.',
  ),
  asked(
    ['digital-skills-training', 'people'],
    'Twee van onze beste lassers willen niets met een tablet te maken hebben. Is er scholing die daarbij past?',
    'Ja, korte lessen op de eigen werkplek werken beter dan een cursusdag. Laat ze meebeslissen wat er op het scherm komt. De ervaring is dat weerstand vaak over de inhoud gaat en niet over het apparaat.',
  ),
  asked(
    ['digital-skills-training', 'money'],
    'Is er subsidie voor scholing van operators in digitaal werken?',
    'Vaak is er een regeling, maar voorwaarden en potten wisselen per half jaar. Vraag uw brancheorganisatie en het loket van uw provincie, en begin niet voordat u een beschikking hebt. Wij kijken graag mee naar de aanvraag.',
  ),
  asked(
    ['', 'people'],
    'Ik heb twaalf mensen en geen automatiseerder. Wie in mijn bedrijf moet dit soort projecten trekken?',
    'Iemand van de werkvloer die het vertrouwen van de rest heeft, met een vaste halve dag per week. Niet de directeur: die heeft de halve dag nooit. Een adviseur kan ernaast staan, maar niet ervoor.',
  ),
  asked(
    ['', 'other'],
    'We willen digitaliseren maar weten niet waar we moeten beginnen. Wat doen andere bedrijven van onze grootte?',
    'De meeste beginnen met iets kleins dat iedereen elke dag merkt: uren melden, tekeningen op een scherm, stamgegevens op orde. Doe de scan, die duurt een kwartier en noemt een eerste stap met bedragen. Daarna bellen we graag een half uur.',
  ),
  asked(
    ['', 'machines'],
    'Kan ik ergens een ander bedrijf bezoeken dat al op afstand zijn machines volgt? Liefst geen concurrent.',
    'Dat kan. Er staat een bedrijfsbezoek gepland, en er zijn bedrijven die een uur willen bellen over wat het hun bracht. Zegt u wat u maakt, dan zoeken wij iemand uit een andere sector.',
  ),
  asked(
    ['', 'people'],
    'Onze ondernemingsraad is bang dat machinedata gebruikt worden om mensen te beoordelen. Hoe regelen anderen dat?',
    'Door vooraf op te schrijven wat er gemeten wordt, wie het ziet en waarvoor het niet gebruikt wordt. Een half A4 is genoeg, als beide kanten tekenen. Laat de data per machine zien en niet per persoon.',
  ),
]
