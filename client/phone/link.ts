/** The link that was opened: a load's number and its secret, behind the address's `#`. */
export interface Link {
  readonly id: string
  readonly secret: string
}

export const openedLink = (): Link | null => {
  const [, id, secret] = /^#(\d+)\.([\w-]+)$/.exec(location.hash) ?? []
  return id !== undefined && secret !== undefined ? { id, secret } : null
}
