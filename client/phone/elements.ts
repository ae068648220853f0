/** Elements of the phone's page, made by hand: a library for them would be most of it. */
type Child = Node | string | null | false

interface Attributes {
  readonly className?: string
  readonly role?: string
  readonly label?: string
}

export const element = <Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  { className, role, label }: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Name] => {
  const made = document.createElement(name)
  if (className) made.className = className
  if (role) made.setAttribute('role', role)
  if (label) made.setAttribute('aria-label', label)
  made.append(...children.filter((child) => child !== null && child !== false))
  return made
}

export const button = (
  text: string,
  onTap: () => void,
  kind: 'main' | 'quiet' = 'quiet',
): HTMLButtonElement => {
  const made = element('button', { className: kind }, text)
  made.type = 'button'
  made.addEventListener('click', onTap)
  return made
}

/** Labels and what stands behind them; those without anything are left out. */
export const facts = (
  ...rows: readonly (readonly [string, Child | readonly Child[]])[]
): HTMLDListElement =>
  element(
    'dl',
    {},
    ...rows.flatMap(([label, value]) => {
      const all = (Array.isArray(value) ? value : [value]) as readonly Child[]
      if (all.every((each) => !each)) return []
      return [element('dt', {}, label), element('dd', {}, ...all)]
    }),
  )
