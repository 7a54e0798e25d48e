import { asked, type InventedQuestion } from './invented-question.ts'

/** Questions about software, data, customers and money, with an answer as an adviser could give it. All invented. */
export const OFFICE_QUESTIONS: readonly InventedQuestion[] = [
  asked(
    ['erp-introduction', 'software'],
    'Ons pakket uit 2006 wordt niet meer ondersteund. Hoe voorkomen we dat we iets kopen dat veel te groot is voor 18 mensen?',
    'Beschrijf eerst uw vijf belangrijkste orders van begin tot eind, elk op een half A4. Laat drie leveranciers die vijf voordoen in hun standaardpakket, zonder maatwerk. Wat dan niet lukt, is het gesprek waard.',
  ),
  asked(
    ['erp-introduction', 'money'],
    'Wat kost het invoeren van ERP echt, naast de licentie?',
    'De uren van uw eigen mensen: iemand die er een half jaar elke week een dag mee bezig is. Dat staat in geen offerte. In de scan ziet u de bedragen die wij aanhouden, met hun bronnen.',
  ),
  asked(
    ['master-data-cleanup', 'data'],
    'Wij hebben 30.000 artikelnummers en gebruiken er misschien 4.000. Hoe ruim je dat op zonder iets kwijt te raken?',
    'Zet alles wat drie jaar niet bewoog op slapend, niet op verwijderd. Geef de 500 meest gebruikte artikelen een eigenaar en een vaste omschrijving. Doe er tien per dag; na een kwartaal is het werk klaar.',
  ),
  asked(
    ['master-data-cleanup', 'data'],
    'Iedereen schrijft bouten anders in het systeem. Bestaat er een standaard die we kunnen overnemen?',
    'Voor bevestigingsmateriaal kunt u de normaanduiding als begin van de omschrijving nemen, dan staat alles bij elkaar. Maak één pagina met afspraken en één persoon die nieuwe artikelen maakt. Dat tweede helpt meer dan de standaard.',
  ),
  asked(
    ['pdm-introduction', 'software'],
    'Bij ons ligt soms de verkeerde tekening bij de machine. Is een map met vaste namen genoeg of hebben we PDM nodig?',
    'Met minder dan drie tekenaars is een strakke map met één plek voor vrijgegeven tekeningen vaak genoeg. Wordt er tegelijk aan dezelfde samenstelling gewerkt, dan niet meer. Tel een maand hoe vaak het misgaat, dan weet u wat PDM mag kosten.',
  ),
  asked(
    ['cad-erp-coupling', 'software'],
    'Onze werkvoorbereider typt stuklijsten over uit het tekenpakket. Is een koppeling de moeite bij twintig nieuwe producten per jaar?',
    'Twintig is weinig, tenzij de stuklijsten lang zijn. Begin met een export naar Excel die uw ERP kan inlezen; dat kost een dag en vangt het meeste. De stamgegevens moeten dan wel kloppen.',
  ),
  asked(
    ['automatic-quotation', 'software'],
    'We maken veertig offertes per week en winnen er zes. Kan calculeren voor plaatwerk automatisch?',
    'Voor recht toe recht aan plaatwerk kan veel automatisch uit het 3D-model. Laat het systeem een maand meelopen naast uw eigen calculatie en vergelijk. De tijd die u wint, is vooral goed voor de offertes die u nu niet maakt.',
  ),
  asked(
    ['automatic-quotation', 'money'],
    'Onze nacalculatie zit bijna altijd onder de voorcalculatie. Ligt dat aan de software of aan ons?',
    'Meestal aan insteltijden en aan werk dat niemand op de order schrijft. Neem tien orders en loop met de mensen door waar de uren bleven. Daarna weet u of een ander pakket iets oplost.',
  ),
  asked(
    ['data-warehouse-bi', 'data'],
    'Ik krijg elke maand vijf lijstjes uit vijf systemen. Hoe maak ik er één overzicht van zonder een automatiseerder?',
    'Kies drie getallen die u elke week wilt zien en zoek voor elk één bron. Een dashboardpakket dat bestanden leest is dan genoeg. Begin niet met een datamagazijn voordat die drie een maand kloppen.',
  ),
  asked(
    ['ai-demand-forecast', 'data'],
    'Onze verkoop schat de vraag voor het komende kwartaal altijd te hoog. Kan AI dat beter?',
    'Met drie jaar verkoopcijfers per artikel kan een eenvoudig model het vaak iets beter en vooral nuchterder. Vergelijk het eerst met gewoon vorig jaar overnemen. Wint het model dat niet, dan hebt u het niet nodig.',
  ),
  asked(
    ['ai-demand-forecast', 'security'],
    'Mogen we klantgegevens in een AI-dienst op internet zetten om offerteteksten te laten schrijven?',
    'Niet zonder afspraken: kijk of de dienst uw gegevens bewaart of gebruikt om van te leren. Haal namen, prijzen en tekeningen eruit, of neem een zakelijke versie met een verwerkersovereenkomst. Zet op papier wat medewerkers wel en niet mogen invoeren.',
  ),
  asked(
    ['customer-portal', 'software'],
    'Klanten bellen de hele dag waar hun order blijft. Helpt een klantportaal of bellen ze toch?',
    'Een mail bij start, gereed en verzonden vangt al veel, en kost weinig. Een portaal loont als klanten ook tekeningen en certificaten willen ophalen. Vraag het vijf klanten voordat u iets bouwt.',
  ),
  asked(
    ['supplier-portal', 'chain'],
    'Wij mailen bestellingen en krijgen bevestigingen in alle vormen terug. Moeten we een leveranciersportaal?',
    'Bij minder dan dertig leveranciers is een vast bestelformulier met een antwoordveld meestal genoeg. Spreek met de grootste vijf af dat zij de datum bevestigen, en bel alleen bij afwijking. Dan ziet u of een portaal nog iets toevoegt.',
  ),
  asked(
    ['scsn-order-exchange', 'chain'],
    'Een grote klant wil dat wij orders via SCSN ontvangen. Wat moet ons ERP daarvoor kunnen?',
    'Orders inlezen, bevestigen en wijzigingen terugmelden. Vraag uw leverancier welke van die drie al kan; met één beginnen is normaal. Op nagemaakte orders proberen kost een paar dagen en voorkomt dure verrassingen.',
  ),
  asked(
    ['edi-key-customer', 'chain'],
    'Onze grootste klant eist EDI maar wil niets betalen. Hoe rekenen we uit of het ons iets oplevert?',
    'Tel de minuten per order die u nu overtypt, en de fouten die daarbij gebeuren. Onder de duizend orderregels per maand is de winst klein, maar de klant kwijtraken kost ook iets. Neem dat tweede mee in het gesprek over de prijs.',
  ),
  asked(
    ['e-invoicing-peppol', 'software'],
    'Wij krijgen vragen om e-facturen via Peppol. Is dat ingewikkeld voor een bedrijf met acht mensen?',
    'Nee. De meeste boekhoudpakketten hebben het ingebouwd: u zet het aan en krijgt een adres. Reken op een halve dag, en stuur de eerste maand uw pdf nog mee.',
  ),
  asked(
    ['framework-calloff', 'chain'],
    'We willen met twee staalleveranciers een raamcontract met automatische afroep. Wat moeten we vooraf weten?',
    'Uw verbruik per soort en dikte van het afgelopen jaar, en hoe grillig dat is. Spreek een minimum, een maximum en een afroeptermijn af. Zonder kloppende voorraad belt de inkoper alsnog elke week.',
  ),
  asked(
    ['vendor-managed-inventory', 'chain'],
    'Een leverancier wil onze schappen met bevestigingsmateriaal zelf aanvullen. Waar zit het addertje?',
    'In de prijs per stuk en in de overstap als u weg wilt. Spreek af van wie de bakken zijn en wie betaalt voor wat blijft liggen. Voor klein materiaal is het meestal een goede ruil.',
  ),
  asked(
    ['customer-forecast-sharing', 'chain'],
    'Onze klant stuurt elke maand een verwachting die nooit uitkomt. Kunnen we daar iets mee?',
    'Ja: houd een half jaar bij hoe ver hij ernaast zit. Is het steeds dezelfde kant op, dan kunt u ermee rekenen. Laat de klant dat plaatje zien; vaak verbetert het dan vanzelf.',
  ),
  asked(
    ['data-agreements', 'security'],
    'De fabrikant van onze lasrobot wil meekijken met de data. Wat leggen we vast voordat we ja zeggen?',
    'Van wie de data zijn, waarvoor hij ze gebruikt, wie ze nog meer krijgt en hoe u eraf komt. De Europese dataverordening geeft u als gebruiker recht op die data. Laat het contract lezen door iemand die dat vaker deed.',
  ),
  asked(
    ['cyber-basics', 'security'],
    'We zijn gehackt bij een collega-bedrijf en dat maakt ons nerveus. Wat zijn de eerste drie dingen die we moeten doen?',
    'Een back-up die niet aan het netwerk hangt en die u één keer terugzet als proef. Inloggen met een tweede stap voor mail en boekhouding. En machines in een eigen deel van het netwerk, los van kantoor.',
  ),
  asked(
    ['cyber-basics', 'security'],
    'Onze freesbank draait op Windows XP en kan niet bijgewerkt worden. Moet die van het netwerk af?',
    'Van het kantoornetwerk wel. Zet hem achter een eigen schakelaar en laat alleen het overzetten van programma’s toe. Een USB-stick als alternatief is vaak gevaarlijker, tenzij u hem vooraf controleert.',
  ),
  asked(
    ['cyber-basics', 'chain'],
    'Een klant stuurt een vragenlijst van zes bladzijden over informatiebeveiliging. Hoe pakken we dat aan?',
    'Beantwoord wat u weet en zet bij de rest een datum waarop het er is. De meeste klanten willen zien dat u eraan werkt, niet dat alles af is. De lijst is meteen uw planning voor het komende jaar.',
  ),
  asked(
    ['product-configurator', 'software'],
    'Onze verkopers beloven combinaties die wij niet kunnen maken. Is een keuzehulp iets voor een bedrijf met drie productfamilies?',
    'Ja, mits iemand de regels kan opschrijven: wat past bij wat, en wat nooit. Begin met de familie die het meest verkocht wordt en houd het op papier tot het klopt. Daarna is de software het kleinste werk.',
  ),
  asked(
    ['smart-product', 'data'],
    'Wij bouwen mengmachines en klanten vragen of ze op hun telefoon kunnen zien of hij draait. Waar begin je?',
    'Met twee machines bij een klant die u vertrouwt, en één getal: draait hij of niet. Regel vanaf dag één een veilige verbinding en wie de data mag zien. Wat klanten er daarna mee doen, bepaalt de volgende stap.',
  ),
  asked(
    ['remote-service', 'machines'],
    'Onze monteurs rijden halve dagen voor een storing die met een instelling verholpen was. Wat hebben we nodig om mee te kijken op afstand?',
    'Een veilige verbinding die de klant zelf aanzet, en een besturing waar u de meldingen van kunt lezen. Beginnen kan met een telefoon met beeld. Houd drie maanden bij welke ritten niet nodig waren.',
  ),
  asked(
    ['installed-base-register', 'data'],
    'Wij weten niet precies waar onze machines staan en welke versie ze hebben. Hoe bouw je zo’n lijst op?',
    'Begin bij de servicebonnen van de laatste twee jaar: die hebben een adres en een type. Laat de monteur bij elk bezoek het plaatje fotograferen. Na een jaar is het grootste deel compleet.',
  ),
  asked(
    ['condition-based-contract', 'money'],
    'Een klant wil betalen per draaiuur in plaats van een onderhoudscontract. Hoe schatten we wat dat ons kost?',
    'Uit uw eigen storingen per duizend draaiuren, met een slechte machine erin. Begin met een vast bedrag en een grens waarboven u opnieuw praat. Teken niets voordat u een jaar draaiuren kunt lezen.',
  ),
  asked(
    ['product-as-a-service', 'money'],
    'Onze accountant zegt dat verhuren van machines onze balans opblaast. Hoe lossen anderen dat op?',
    'Vaak met een partij die de machine koopt en terugverhuurt, of met een aparte bv. Dat is werk voor uw accountant en uw bank samen. Reken eerst uit of de marge de voorfinanciering draagt.',
  ),
  asked(
    ['digital-product-passport', 'chain'],
    'Moeten wij als toeleverancier al iets met het digitaal productpaspoort?',
    'Nu nog niets verplicht voor de meeste onderdelen, maar klanten gaan vragen waar materiaal vandaan komt. Zorg dat u per charge kunt zeggen welk certificaat erbij hoort. Dat hebt u voor kwaliteit toch al nodig.',
  ),
  asked(
    ['shared-cad-quality-data', 'chain'],
    'Onze klant stuurt nog pdf-tekeningen terwijl ze in 3D ontwerpen. Hoe vraag je netjes om het model?',
    'Leg uit wat het scheelt: minder vragen, minder fouten, een snellere offerte. Bied aan om een geheimhouding te tekenen en spreek af welk formaat telt bij verschil. Eén order als proef overtuigt meer dan een brief.',
  ),
  asked(
    ['', 'money'],
    'Is er een lening of subsidie voor een eerste digitaliseringsproject van ongeveer € 20.000?',
    'Voor dit bedrag is vooral de regeling van uw provincie van belang, en die wisselt. Kijk ook of het een proef kan zijn bij een fieldlab: dat kost vaak veel minder. Wij helpen u de voorwaarden naast uw plan te leggen.',
  ),
  asked(
    ['', 'software'],
    'Drie leveranciers zeggen alle drie dat hun pakket past. Kan iemand zonder belang met ons meekijken?',
    'Ja, dat doen wij een dagdeel zonder kosten. Stuur de drie offertes en uw eigen lijst van wat het moet kunnen. Wij zeggen niet welk u moet kiezen, wel welke vragen u nog niet gesteld hebt.',
  ),
  asked(
    ['', 'data'],
    'We willen iets met data maar hebben alleen Excel. Is dat erg?',
    'Nee, zolang iedereen in hetzelfde bestand kijkt en er één persoon over gaat. Kies één vraag die u elke week wilt beantwoorden. Pas als dat lukt, is een ander hulpmiddel de moeite.',
  ),
]

/** Questions that belong elsewhere: with a national programme. */
export const ELSEWHERE_QUESTIONS: readonly (InventedQuestion & Readonly<{ programme: string }>)[] = [
  {
    ...asked(
      ['', 'security'],
      'Wij kregen een mail dat onze bestanden versleuteld zijn en dat we moeten betalen. Wie kan ons vandaag helpen?',
      'Een aanval die nu gaande is hoort bij wie daar dag en nacht voor klaarstaat.',
    ),
    programme: 'ncsc',
  },
  {
    ...asked(
      ['', 'other'],
      'Wij willen onze kunststof behuizingen na gebruik terugnemen. Met wie overleg ik over regels voor hergebruik van materiaal?',
      'Regels en regelingen voor hergebruik van materiaal zijn daar bekend.',
    ),
    programme: 'circular',
  },
  {
    ...asked(
      ['', 'people'],
      'Onze school wil een opleiding mechatronica beginnen en zoekt bedrijven. Kan dat via jullie?',
      'Zij brengen techniekonderwijs en bedrijven bij elkaar.',
    ),
    programme: 'ptvt',
  },
  {
    ...asked(
      ['', 'other'],
      'Wij ontwikkelen een nieuwe meetkop met een universiteit. Waar kunnen we terecht voor onderzoek op langere termijn?',
      'Onderzoek van meerdere jaren met kennisinstellingen loopt via de topsector.',
    ),
    programme: 'htsm',
  },
]
