/** Counties and towns as registers name them: by code, by name whole or short, or as a path. */
import { plain } from '../tables/table-file.ts'

export interface KnownPlace {
  readonly code: string
  readonly name: string
  /** Code of the county that a town lies in. */
  readonly countyCode?: string
}

/** Codes are written with six digits for counties, nine for towns, twelve for villages in them. */
const CODE = /^\d{6}(?:\d{3}){0,2}$/
const KIND = /(?:街道办事处|办事处|街道办|街道|自治县|地区|[县区市旗镇乡])$/

/** What a place lies in, written before its name. */
const ABOVE = /[省市区县州盟旗]$/

const stem = (name: string): string => {
  const short = name.replace(KIND, '')
  return short.length >= 2 ? short : name
}

/** Finds places of one level. */
export class KnownPlaces {
  readonly #places: readonly KnownPlace[]
  readonly #byCode: ReadonlyMap<string, KnownPlace>

  constructor(places: readonly KnownPlace[]) {
    this.#places = places
    this.#byCode = new Map(places.map((place) => [place.code, place]))
  }

  byCode(code: string): KnownPlace | null {
    return this.#byCode.get(code) ?? null
  }

  /** @param countyCode in which a town lies, where it is known. `null` for none or several. */
  find(raw: string, countyCode: string | null = null): KnownPlace | null {
    const text = plain(raw)
    if (CODE.test(text)) {
      return this.byCode(text) ?? this.byCode(text.slice(0, 9)) ?? this.byCode(text.slice(0, 6))
    }
    // A path names the narrowest last.
    for (const part of text.split(/[/\\>|-]+/).reverse()) {
      const found = this.#named(part, countyCode)
      if (found) return found
    }
    return null
  }

  #named(name: string, countyCode: string | null): KnownPlace | null {
    if (name === '') return null
    const whole = this.#places.filter((place) => place.name === name)
    const ofStem = whole.length > 0 ? whole : this.#ofStem(name)
    const ofPath = ofStem.length > 0 ? ofStem : this.#ofPath(name)
    const alike = ofPath.length > 0 ? ofPath : this.#onPath(name)
    const near = alike.filter((place) => place.countyCode === countyCode)
    if (countyCode !== null && near.length === 1) return near[0]!
    return alike.length === 1 ? alike[0]! : null
  }

  /** 甲省乙市丙县 names 丙县 last. */
  #ofPath(name: string): KnownPlace[] {
    return this.#places.filter(
      (place) =>
        name.endsWith(place.name) && ABOVE.test(name.slice(0, name.length - place.name.length)),
    )
  }

  /** 甲省乙市丙县丁镇 and 丙县丁镇 name 丙县 on the way. */
  #onPath(name: string): KnownPlace[] {
    return this.#places.filter((place) => {
      const at = name.indexOf(place.name)
      return at === 0 || (at > 0 && ABOVE.test(name.slice(0, at)))
    })
  }

  #ofStem(name: string): KnownPlace[] {
    const short = stem(name)
    return this.#places.filter((place) => stem(place.name) === short)
  }
}
