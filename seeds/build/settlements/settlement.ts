/** A place where people live: a village, or a few blocks of a town. */
export interface Settlement {
  /** Stable from run to run, as long as the facts stay the same. */
  readonly id: string
  readonly kind: 'village' | 'town-centre' | 'urban-block'
  readonly longitude: number
  readonly latitude: number
  readonly people: number
  /** Which response standard holds here. */
  readonly areaClass: 'urban' | 'rural'
  readonly townCode: string
  readonly countyCode: string
  /** Numbered by town: invented, and easily seen to be. */
  readonly nameZh: string
  readonly nameEn: string
}

/** A settlement before it is numbered and its people are counted. */
export interface Site {
  readonly kind: Settlement['kind']
  readonly place: { readonly x: number; readonly y: number }
  readonly countyIndex: number
  /** People in proportion to the other sites of its kind in the county. */
  readonly weight: number
}
