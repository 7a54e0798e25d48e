export {
  BUSINESS_TYPES,
  QUANTITIES,
  type Base,
  type BaseTerm,
  type BusinessType,
  type DriverCount,
  type Population,
  type Quantity,
} from '../population/population.ts'
