/** Two siting answers beside each other: which sites both have, and which only one. */
import type { Site, SitingAnswer } from '../../../../../data/siting-answer.ts'
import { isSameSite, referenceOf } from '../siting-options.ts'

/** A place that one or both answers choose. */
export interface SiteBeside {
  readonly here: Site | null
  readonly there: Site | null
}

type Sites = Pick<SitingAnswer, 'sites'>

/** Candidates are cells and stations, the same in both: the same site has the same place or station. */
export const sitesBeside = (here: Sites, there: Sites): SiteBeside[] => {
  const others = [...there.sites]
  const own = here.sites.map((site): SiteBeside => {
    const at = others.findIndex(
      (each) => each.kind === site.kind && isSameSite(referenceOf(each), referenceOf(site)),
    )
    return { here: site, there: at < 0 ? null : others.splice(at, 1)[0]! }
  })
  return [...own, ...others.map((site) => ({ here: null, there: site }))]
}

export const countBeside = (rows: readonly SiteBeside[]) => ({
  both: rows.filter(({ here, there }) => here && there).length,
  here: rows.filter(({ there }) => !there).length,
  there: rows.filter(({ here }) => !here).length,
})
