/** The names of fields on a page; `instead` is a button: "I don't know". */
export const FIELD = {
  answer: 'answer',
  instead: 'instead',
  amount: 'amount',
  stepsIn: (family: string) => `steps-${family}`,
  stepsInstead: 'steps-instead',
  barrier: (barrier: string) => `barrier-${barrier}`,
  level: (base: string) => `level-${base}`,
  goal: 'daarna', // the button that saves and goes to the advice
} as const

/** Nothing typed and nothing chosen: somebody only wants to go elsewhere. */
export const isBlank = (form: URLSearchParams) =>
  [...form].every(([name, value]) => name === FIELD.goal || value.trim() === '')
