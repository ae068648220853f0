import { Alert, Tag } from 'antd'
import { PROVENANCE_OPTIONS, type Provenance } from '../../../data/provenance.ts'
import { ageText, dateText, isStale } from '../../form/date-text.ts'
import { dateOf, wallClockAt } from '../../form/shanghai-time.ts'
import { useText } from '../../i18n/text.ts'

/** Where the facts come from and how old they are, said before the facts. */
export const DrawerProvenance = ({
  properties: { provenance, verifiedAt },
}: {
  properties: Readonly<Record<string, unknown>>
}) => {
  const { t, language } = useText('panels')
  const today = dateOf(wallClockAt(Date.now()))
  const verified = typeof verifiedAt === 'string' ? verifiedAt : null
  const known = Object.hasOwn(PROVENANCE_OPTIONS, String(provenance))
  return (
    <>
      <p className="provenance-line">
        {known && (
          <Tag className="provenance-chip">
            {PROVENANCE_OPTIONS[provenance as Provenance].label[language]}
          </Tag>
        )}
        <span className="secondary">
          {verified === null
            ? t('drawer.never')
            : t('drawer.verified', {
                date: dateText(verified, language),
                age: ageText(verified, today, language),
              })}
        </span>
      </p>
      {verified !== null && isStale(verified, today) && (
        <Alert type="warning" showIcon title={t('drawer.stale')} />
      )}
    </>
  )
}
