import type { AdequacyAnswer } from '../../../../data/adequacy.ts'
import { MATERIALS } from '../../../../data/materials.ts'
import { amountText } from '../../../form/amount-text.ts'
import { localisedName } from '../../../form/localised-name.ts'
import { numberText } from '../../../form/number-text.ts'
import { useText } from '../../../i18n/text.ts'

/** Each county's own stock against the plans of its works: what is to be bought. */
export const CountyLines = ({ answer }: { answer: AdequacyAnswer }) => {
  const { t, language } = useText('adequacy')
  const shortOf = (county: AdequacyAnswer['counties'][number]): number =>
    county.lines.filter(({ short }) => short > 0).length
  return (
    <ol className="adequacy-list">
      {[...answer.counties]
        .sort((a, b) => shortOf(b) - shortOf(a))
        .map((county) => {
          const name = localisedName(county, language)
          const count = shortOf(county)
          return (
            <li key={county.code} className="adequacy-card">
              <strong>{count > 0 ? t('county', { name, count }) : t('countyMet', { name })}</strong>
              <ul>
                {county.lines
                  .filter(({ short }) => short > 0)
                  .map(({ item, planned, there, short }) => (
                    <li key={item}>
                      {t('countyLine', {
                        item: MATERIALS[item].label[language],
                        planned: numberText(planned, language),
                        there: numberText(there, language),
                      })}{' '}
                      <strong>
                        {t('buy', {
                          short: amountText(short, item, language),
                        })}
                      </strong>
                    </li>
                  ))}
              </ul>
            </li>
          )
        })}
    </ol>
  )
}
