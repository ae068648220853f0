import { Alert, Button, Spin } from 'antd'
import type { CollectionId } from '../../../data/collections.ts'
import { MATERIAL_KEYS } from '../../../data/materials.ts'
import type { WarningInside } from '../../../data/warning.ts'
import { useFeatures } from '../../api/features.ts'
import { useWarningInside, WARNINGS } from '../../api/hazards.ts'
import { asApiProblem } from '../../api/problem.ts'
import { invalidate } from '../../api/request.ts'
import { goodsText } from '../../form/amount-text.ts'
import { numberText } from '../../form/number-text.ts'
import { useText } from '../../i18n/text.ts'
import { nameOfCode } from '../drawer/admin-names.ts'
import { FeatureLinks } from './feature-links.tsx'

const FIRST = 10

/** Everything of ours inside the area of a warning. */
export const Inside = ({ id }: { id: string }) => {
  const { t, language } = useText('hazards')
  const { data, error } = useWarningInside(id)
  if (data) return <Found inside={data} />
  if (!error) return <Spin />
  // the warning may have been replaced meanwhile: the list says by which
  const retry = (): void => invalidate([WARNINGS])
  return (
    <Alert
      type="error"
      showIcon
      title={t('insideFailed', { detail: asApiProblem(error).sentence[language] })}
      action={
        <Button className="target" onClick={retry}>
          {t('retry')}
        </Button>
      }
    />
  )
}

const Found = ({ inside }: { inside: WarningInside }) => {
  const { t, language } = useText('hazards')
  const { data: counties } = useFeatures('counties')
  const { stations, stockpiles, works, forests, people } = inside
  const lists = [
    ['stations', t('stations', { count: stations.count }), stations],
    ['stockpiles', t('stockpiles', { count: stockpiles.count }), stockpiles],
    ['flood-works', t('works', { count: works.count }), works],
    ['forests', t('forests', { count: forests.count }), forests],
  ] as const satisfies readonly (readonly [CollectionId, string, unknown])[]
  const comma = language === 'zh' ? '，' : ', '
  const stock = MATERIAL_KEYS.flatMap((item) => {
    const quantity = stockpiles.stock[item] ?? 0
    return quantity > 0 ? [goodsText(quantity, item, language)] : []
  })
  return (
    <div className="hazard-inside">
      <p>
        <strong>{t('people', { count: numberText(people.total, language) })}</strong>{' '}
        {people.byCounty
          .map(({ code, name, people: count }) =>
            t('peopleOf', {
              name: nameOfCode(code, counties ?? [], language) ?? name,
              count: numberText(count, language),
            }),
          )
          .join(comma)}
      </p>
      {lists.map(([collection, title, { count, features }]) =>
        count === 0 ? (
          <p key={collection}>{title}</p>
        ) : (
          <details key={collection}>
            <summary className="target">{title}</summary>
            <FeatureLinks collection={collection} features={features} first={FIRST} />
            {count > features.length && (
              <p>{t('moreListed', { count: count - features.length })}</p>
            )}
          </details>
        ),
      )}
      {stock.length > 0 && (
        <details>
          <summary className="target">{t('goods', { count: stock.length })}</summary>
          <ul>
            {stock.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </details>
      )}
      {inside.notice && <p className="secondary">{inside.notice[language]}</p>}
    </div>
  )
}
