import type { BaseId, Driver } from '#engine/advice/step.ts'
import type { Language } from '#platform/i18n.ts'

type Name = readonly [nl: string, en: string]
const pick = (name: Name | undefined, id: string, language: Language) =>
  name === undefined ? id : name[language === 'nl' ? 0 : 1]

const BASES: Readonly<Record<string, Name>> = {
  'labour-total': ['Loonkosten van iedereen', 'Wages of everyone'],
  'labour-production': ['Loonkosten van de productie', 'Wages in production'],
  'labour-assembly': ['Loonkosten van de montage', 'Wages in assembly'],
  'labour-of-automated-task': [
    'Loonkosten van de taak die de cobot overneemt',
    'Wages for the task the cobot takes over',
  ],
  'labour-inspection': ['Loonkosten van controleren en meten', 'Wages for inspection and measuring'],
  'labour-inspection-at-station': [
    'Loonkosten van controle op die plek',
    'Wages for inspection at that station',
  ],
  'labour-internal-transport': ['Loonkosten van transport in de hal', 'Wages for transport on site'],
  'labour-warehouse': ['Loonkosten van het magazijn', 'Wages in the warehouse'],
  'labour-engineering': ['Loonkosten van ontwerp', 'Wages in engineering'],
  'labour-engineering-of-that-family': [
    'Loonkosten van ontwerp voor die productfamilie',
    'Wages in engineering for that product family',
  ],
  'labour-service': ['Loonkosten van service', 'Wages in service'],
  'labour-office': ['Loonkosten van kantoor', 'Wages in the office'],
  'labour-order-admin': ['Loonkosten van orders verwerken', 'Wages for processing orders'],
  'labour-order-admin-of-that-partner': [
    'Loonkosten van orders van die partner',
    'Wages for processing that partner’s orders',
  ],
  'labour-quotation': ['Loonkosten van offertes maken', 'Wages for making quotations'],
  'labour-quotation-of-that-family': [
    'Loonkosten van offertes voor die productfamilie',
    'Wages for quotations in that product family',
  ],
  'labour-purchasing': ['Loonkosten van inkoop', 'Wages in purchasing'],
  'labour-planning': ['Loonkosten van planning', 'Wages in planning'],
  'labour-work-preparation': ['Loonkosten van werkvoorbereiding', 'Wages in work preparation'],
  'labour-cnc-programming': ['Loonkosten van CNC-programmeren', 'Wages for CNC programming'],
  'invoice-handling-cost': ['Kosten van facturen verwerken', 'Cost of handling invoices'],
  turnover: ['Omzet', 'Turnover'],
  'turnover-own-products': ['Omzet uit eigen producten', 'Turnover from own products'],
  'turnover-of-that-product-family': ['Omzet van die productfamilie', 'Turnover of that product family'],
  'turnover-of-subscription-products': [
    'Omzet van producten in abonnement',
    'Turnover of products on subscription',
  ],
  'turnover-of-that-partner': ['Omzet bij die partner', 'Turnover with that partner'],
  'service-turnover': ['Omzet uit service', 'Turnover from service'],
  'inventory-value': ['Waarde van uw voorraad', 'Value of your stock'],
  'inventory-of-small-parts': [
    'Waarde van uw voorraad kleine onderdelen',
    'Value of your stock of small parts',
  ],
  'lost-machine-time-cost': ['Kosten van verloren machinetijd', 'Cost of lost machine time'],
  'downtime-cost': ['Kosten van storingen', 'Cost of breakdowns'],
  'productive-hours-value-of-tended-machine': [
    'Waarde van de draaiuren van die machine',
    'Value of that machine’s running hours',
  ],
  'scrap-rework-cost': ['Kosten van uitval en herstel', 'Cost of scrap and rework'],
  'complaint-cost': ['Kosten van klachten', 'Cost of complaints'],
  'warranty-cost': ['Kosten van garantie', 'Cost of warranty'],
  'late-delivery-cost': ['Kosten van te laat leveren', 'Cost of late delivery'],
  'maintenance-cost': ['Kosten van onderhoud', 'Cost of maintenance'],
  'energy-cost': ['Kosten van energie', 'Cost of energy'],
  'tool-cost': ['Kosten van gereedschap', 'Cost of tools'],
  'fixture-prototype-cost': ['Kosten van mallen en proefmodellen', 'Cost of jigs and prototypes'],
  'planned-investment': ['Geplande investeringen', 'Planned investment'],
  'cyber-expected-loss': ['Verwachte schade door hacken', 'Expected loss from hacking'],
  'data-dispute-expected-loss': [
    'Verwachte schade door ruzie over gegevens',
    'Expected loss from disputes over data',
  ],
}

/** Amount of a firm that a step improves: "Loonkosten van kantoor". The id itself for one without a name. */
export const baseName = (id: BaseId, language: Language) => pick(BASES[id], id, language)

const DRIVERS: Readonly<Record<Driver, Name>> = {
  firm: ['per bedrijf', 'per company'],
  employee: ['per medewerker', 'per employee'],
  'shop-floor-employee': ['per medewerker op de werkvloer', 'per shop-floor employee'],
  'trained-employee': ['per cursist', 'per person trained'],
  'erp-user': ['per gebruiker van ERP', 'per ERP user'],
  engineer: ['per ontwerper', 'per engineer'],
  estimator: ['per calculator', 'per estimator'],
  'cnc-programmer': ['per CNC-programmeur', 'per CNC programmer'],
  'dashboard-user': ['per gebruiker van de overzichten', 'per dashboard user'],
  machine: ['per machine', 'per machine'],
  'critical-machine': ['per belangrijke machine', 'per critical machine'],
  partner: ['per klant of leverancier', 'per customer or supplier'],
  cell: ['per werkcel', 'per cell'],
  'product-family': ['per productfamilie', 'per product family'],
  'unit-in-field': ['per product bij de klant', 'per product in the field'],
}

/** What a cost is counted per: "per ERP-gebruiker". */
export const driverName = (id: Driver, language: Language) => pick(DRIVERS[id], id, language)
