import type { Fact, ShareAssumption } from '#engine/advice/firm.ts'
import type { BaseId } from '#engine/advice/step.ts'
import type { Language } from '#platform/i18n.ts'

type Name = readonly [nl: string, en: string]
const pick = (name: Name | undefined, id: string, language: Language) =>
  name === undefined ? id : name[language === 'nl' ? 0 : 1]

/** Amounts that are counted at one moment; all others are per year. */
const STOCKS: readonly BaseId[] = ['inventory-value', 'inventory-of-small-parts']

export const isStock = (id: BaseId) => STOCKS.includes(id)

type FactNames = Readonly<{ label: Name; toFindOut: Name; unit: Name }>

const FACT_NAMES: Readonly<Record<Fact, FactNames>> = {
  employees: {
    label: ['Mensen in uw bedrijf', 'People in your company'],
    toFindOut: ['hoeveel mensen er bij u werken', 'how many people work at your company'],
    unit: ['mensen', 'people'],
  },
  businessType: {
    label: ['Eigen product of werk voor anderen', 'Own product or work for others'],
    toFindOut: ['of u een eigen product hebt', 'whether you have a product of your own'],
    unit: ['', ''],
  },
  machines: {
    label: ['Machines', 'Machines'],
    toFindOut: ['hoeveel machines u hebt', 'how many machines you have'],
    unit: ['machines', 'machines'],
  },
  turnoverEurPerYear: {
    label: ['Omzet per jaar', 'Turnover per year'],
    toFindOut: ['wat uw omzet per jaar is', 'what your turnover per year is'],
    unit: ['per jaar', 'per year'],
  },
  spareCashEur: {
    label: ['Geld dat u kunt missen', 'Money you can spare'],
    toFindOut: ['hoeveel geld u kunt missen', 'how much money you can spare'],
    unit: ['', ''],
  },
  freeCashFlowEurPerMonth: {
    label: ['Wat u per maand overhoudt', 'What you have left each month'],
    toFindOut: ['wat u in een gewone maand overhoudt', 'what you have left in a normal month'],
    unit: ['per maand', 'per month'],
  },
}

export const factName = (fact: Fact, language: Language) => pick(FACT_NAMES[fact].label, fact, language)
export const factToFindOut = (fact: Fact, language: Language) =>
  pick(FACT_NAMES[fact].toFindOut, fact, language)
export const factUnit = (fact: Fact, language: Language) => pick(FACT_NAMES[fact].unit, fact, language)

const SHARES: Readonly<Record<ShareAssumption, Readonly<{ label: Name; hint: Name }>>> = {
  realisationOfFreedHours: {
    label: [
      'Welk deel van de vrijgekomen uren levert u geld op?',
      'Which share of the hours freed earns you money?',
    ],
    hint: [
      'Veel, als u werk laat liggen of mensen zoekt. Weinig, als er niets voor in de plaats komt.',
      'A large share if you turn work away or have vacancies. A small share if nothing takes their place.',
    ],
  },
  realisationOfFreedMachineHours: {
    label: [
      'Welk deel van de vrijgekomen machine-uren levert u geld op?',
      'Which share of the machine hours freed earns you money?',
    ],
    hint: [
      'Veel, als u de uren kunt verkopen of overwerk uitspaart.',
      'A large share if you can sell the hours or save overtime.',
    ],
  },
  contributionMargin: {
    label: ['Wat houdt u over van extra omzet?', 'How much of extra turnover do you keep?'],
    hint: [
      'Omzet min materiaal, uitbesteed werk en verkoopkosten.',
      'Turnover less material, outside work and selling cost.',
    ],
  },
}

export const shareName = (id: ShareAssumption, language: Language) => pick(SHARES[id].label, id, language)
export const shareHint = (id: ShareAssumption, language: Language) => pick(SHARES[id].hint, id, language)
export const isShareAssumption = (id: string): id is ShareAssumption => id in SHARES
