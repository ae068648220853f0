/** How a number field shows thousands while it is typed in: "99,000"; the field itself reads it so. */

const THOUSANDS = /\B(?=(?:\d{3})+$)/g

export const grouped = (value: number | string | undefined): string =>
  `${value ?? ''}`.replace(THOUSANDS, ',')
