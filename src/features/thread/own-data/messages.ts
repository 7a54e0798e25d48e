import { translator } from '#platform/i18n.ts'

export const messages = translator(
  {
    error: (title: string) => `Fout: ${title}`,
    'data.title': 'Uw gegevens',
    'data.lead':
      'Alles wat wij van u en uw bedrijf bewaren. U kunt het meenemen, en u kunt het laten wissen.',
    'data.take': 'Neem alles mee',
    'data.take.why':
      'Eén bestand met alles: per onderwerp een tabel voor een rekenprogramma (CSV), en alles bij elkaar in JSON, met een beschrijving die programma’s kunnen lezen (Data Package).',
    'data.zip': 'Download alles (ZIP)',
    'data.json': 'Alleen JSON',
    'data.table': 'Onderwerp',
    'data.empty': (names: string) => `Hierin staat nu niets van u: ${names}.`,
    'data.count': 'Regels',
    'data.csv': 'CSV',
    'data.caption': 'Wat wij bewaren',
    'data.download': (name: string) => `Download ${name} als CSV`,
    'data.without':
      'Niet in het bestand: geheimen waarmee iemand zou kunnen inloggen, en de tekst van mail die wij u stuurden, want die bewaren wij niet. Adviezen waarvan alleen u de privélink hebt, staan er ook niet in: wij weten niet dat die van u zijn.',
    'data.erase': 'Alles wissen',
    'data.erase.why': 'Wij leggen eerst uit wat er verdwijnt en wat niet.',
    'data.erase.go': 'Lees wat er gewist wordt',

    'erase.title': 'Alles wissen',
    'erase.lead': 'U kunt dit niet terugdraaien. Het gebeurt meteen.',
    'erase.goes': 'Wat verdwijnt',
    'erase.goes.account': 'Uw account, uw naam en adres, en alles waarmee u inlogt. Overal bent u uitgelogd.',
    'erase.goes.firm': (name: string) =>
      `Het bedrijf ${name}, met scans, adviezen, stappen, vragen, afspraken en toestemmingen. Niemand anders handelt ervoor.`,
    'erase.goes.mail': 'Mail van u en aan u.',
    'erase.goes.names': 'Waar een ander uw vraag of afspraak ook ziet: uw naam, uw adres en uw woorden.',
    'erase.stays': 'Wat blijft, en waarom',
    'erase.stays.firm': (name: string) =>
      `Het bedrijf ${name}: een ander handelt er ook voor, en gaat ermee door. Bij wat u voor dit bedrijf deed, staat uw naam niet meer.`,
    'erase.stays.counts': 'Aantallen zonder naam, zoals “dit jaar 312 vragen”: daarin bent u niet te vinden.',
    'erase.stays.audit':
      'Regels in het logboek met een nummer dat van u was: het logboek mag niet veranderen, anders kan niemand het controleren. Wie achter het nummer zat, staat nergens meer.',
    'erase.stays.lottery':
      'Codes van lotingen: daarmee kan iedereen natellen dat eerlijk geloot is. Van wie een code was, staat er niet meer bij.',
    'erase.stays.mail':
      'De mail waarin wij u bevestigen dat alles gewist is: 30 dagen aan welk adres, daarna niet meer.',
    'erase.stays.links':
      'Scans die u niet bij uw bedrijf bewaarde: die horen bij een privélink en verdwijnen vanzelf na 30 dagen.',
    'erase.stays.backups': 'Reservekopieën van de beheerder van deze site, tot die vervangen zijn.',
    'erase.first': 'Neem eerst mee wat u wilt houden',
    'erase.type.email': (email: string) => `Typ uw e-mailadres over: ${email}`,
    'erase.type.word': 'Typ het woord: wissen',
    'erase.word': 'wissen',
    'erase.wrong': 'Dit is niet hetzelfde. Er is niets gewist.',
    'erase.go': 'Wis alles',
    'erase.back': 'Wis niets',
    'erase.has-duty.title': 'U doet iets voor het netwerk',
    'erase.has-duty.body':
      'Daarom kunnen wij uw account niet zomaar wissen. Vraag de beheerder eerst om uw taak in te trekken.',
    'erase.other-firms.title': 'U bent ingelogd voor één vestiging',
    'erase.other-firms.body':
      'Uw account hoort ook bij andere bedrijven. Log in zonder beperking tot deze vestiging om alles te wissen.',

    'gone.title': 'Alles is gewist',
    'gone.body': 'Wij weten niet meer wie u bent. Als wij uw e-mailadres hadden, krijgt u een bevestiging.',
    'gone.home': 'Naar het begin',
    'goodbye.subject': 'Uw gegevens zijn gewist',
    'goodbye.body':
      'U vroeg ons om alles te wissen wat wij van u bewaarden. Dat is gebeurd: uw account, en de bedrijven waar niemand anders voor handelde. U bent overal uitgelogd.\n\nDit is de laatste mail die u van ons krijgt. Dit adres bewaren wij nog 30 dagen bij deze mail, en daarna niet meer.\n\nVroeg u hier niet om? Dan kon iemand anders bij uw mail. Terughalen kunnen wij niets.\n',

    'package.title': 'Wat Schakel van u bewaarde',
    'package.description':
      'Data Package (Frictionless Standards): één onderdeel per tabel. Tijden in UTC. Zonder geheimen om in te loggen.',
    readme:
      'In deze map staat alles wat Schakel van u en uw bedrijf bewaarde.\n\n- datapackage.json: alles bij elkaar, met een beschrijving van elke kolom (Data Package van Frictionless Standards).\n- De map csv: dezelfde tabellen, één per bestand, voor een rekenprogramma. Tijden staan in UTC.\n\nBewaar deze map op een veilige plek: er staan cijfers van uw bedrijf in.\n',
  },
  {
    error: (title) => `Error: ${title}`,
    'data.title': 'Your data',
    'data.lead':
      'Everything we keep of you and your firm. You can take it along, and you can have it erased.',
    'data.take': 'Take everything along',
    'data.take.why':
      'One file with everything: a table for a spreadsheet per subject (CSV), and all of it together in JSON, with a description that programs can read (Data Package).',
    'data.zip': 'Download everything (ZIP)',
    'data.json': 'JSON only',
    'data.table': 'Subject',
    'data.empty': (names) => `These hold nothing of you at present: ${names}.`,
    'data.count': 'Rows',
    'data.csv': 'CSV',
    'data.caption': 'What we keep',
    'data.download': (name) => `Download ${name} as CSV`,
    'data.without':
      'Not in the file: secrets with which somebody could sign in, and the words of mail we sent you, for we do not keep those. Advices of which only you have the private link are not in it either: we do not know that they are yours.',
    'data.erase': 'Erase everything',
    'data.erase.why': 'We first explain what goes and what does not.',
    'data.erase.go': 'Read what is erased',

    'erase.title': 'Erase everything',
    'erase.lead': 'This cannot be undone. It happens at once.',
    'erase.goes': 'What goes',
    'erase.goes.account':
      'Your account, your name and address, and all you sign in with. You are signed out everywhere.',
    'erase.goes.firm': (name) =>
      `The firm ${name}, with its scans, advices, steps, questions, appointments and consents. Nobody else acts for it.`,
    'erase.goes.mail': 'Mail from you and to you.',
    'erase.goes.names':
      'Where somebody else sees your question or appointment too: your name, address and words.',
    'erase.stays': 'What stays, and why',
    'erase.stays.firm': (name) =>
      `The firm ${name}: somebody else acts for it too, and goes on with it. What you did for this firm no longer has your name.`,
    'erase.stays.counts':
      'Counts without a name, such as “312 questions this year”: nobody can find you in them.',
    'erase.stays.audit':
      'Lines in the audit log with a number that was yours: the log may not change, or nobody can check it. Who was behind the number is written nowhere any more.',
    'erase.stays.lottery':
      'Codes of lotteries: with them anyone can check that the draw was fair. Whose code it was is no longer known.',
    'erase.stays.mail':
      'The mail that confirms the erasure: to which address for 30 days, and then no longer.',
    'erase.stays.links':
      'Scans that you did not keep with your firm: they belong to a private link and expire by themselves after 30 days.',
    'erase.stays.backups': 'Backups of whoever runs this site, until they are replaced.',
    'erase.first': 'First take along what you want to keep',
    'erase.type.email': (email) => `Type your e-mail address: ${email}`,
    'erase.type.word': 'Type the word: erase',
    'erase.word': 'erase',
    'erase.wrong': 'This is not the same. Nothing was erased.',
    'erase.go': 'Erase everything',
    'erase.back': 'Erase nothing',
    'erase.has-duty.title': 'You do something for the network',
    'erase.has-duty.body':
      'So we cannot simply erase your account. Ask the administrator to end your duty first.',
    'erase.other-firms.title': 'You are signed in for one branch',
    'erase.other-firms.body':
      'Your account belongs to other firms too. Sign in without the restriction to this branch to erase everything.',

    'gone.title': 'Everything has been erased',
    'gone.body': 'We no longer know who you are. If we had your e-mail address, you get a confirmation.',
    'gone.home': 'To the start',
    'goodbye.subject': 'Your data have been erased',
    'goodbye.body':
      'You asked us to erase everything we kept of you. That is done: your account, and the firms for which nobody else acted. You are signed out everywhere.\n\nThis is the last mail you get from us. We keep this address with this mail for 30 more days, and then no longer.\n\nDid you not ask for this? Then somebody else could read your mail. We cannot bring anything back.\n',

    'package.title': 'What Schakel kept of you',
    'package.description':
      'Data Package (Frictionless Standards): one resource per table. Times in UTC. Without secrets to sign in with.',
    readme:
      'This folder holds everything that Schakel kept of you and your firm.\n\n- datapackage.json: all of it together, with a description of every column (Data Package of Frictionless Standards).\n- The folder csv: the same tables, one per file, for a spreadsheet. Times are in UTC.\n\nKeep this folder in a safe place: it holds figures of your firm.\n',
  },
)
