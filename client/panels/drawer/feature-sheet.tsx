import { useState } from 'react'
import { COLLECTIONS } from '../../../data/collections.ts'
import { representativePoint } from '../../../data/feature-place.ts'
import { fieldText } from '../../../data/field-text.ts'
import { DEMONSTRATION_NOTICE, isMadeUp } from '../../../data/provenance.ts'
import { coordinateText, localisedName, nameOfCode } from '../../../data/wording.ts'
import { useFeatures, useHealth } from '../../api/features.ts'
import { FIELD_GROUPS, groupFields } from '../../form/field-group.ts'
import { dateTimeText } from '../../form/shanghai-time.ts'
import { useText } from '../../i18n/text.ts'
import { PrintDocument } from '../../print/print-document.tsx'
import { PrintFacts, PrintPages } from '../../print/print-pages.tsx'
import type { OpenedFeature } from './drawer-groups.tsx'

/** The opened feature on paper, whole numbers of people included once they have been read. */
export const FeatureSheet = ({ collection, feature }: OpenedFeature) => {
  const { t, language } = useText('panels')
  const { data: health } = useHealth()
  const [time] = useState(() => dateTimeText(Date.now()))
  const { data: counties } = useFeatures('counties')
  const { data: towns } = useFeatures('towns')
  const places = [...(counties ?? []), ...(towns ?? [])]
  const { geometry, properties } = feature
  const resource = COLLECTIONS[collection]
  const name = localisedName(properties, language)
  const groups = groupFields(resource).map(({ group, fields }) => ({
    group,
    facts: fields
      .filter((each) => properties[each.name] != null)
      .map((each) => {
        const value = properties[each.name]
        const text = fieldText(each.field, value, language)
        const place = each.name.endsWith('Code') && nameOfCode(value, places, language)
        return [each.field.label[language], place ? `${place} ${text}` : text] as const
      }),
  }))
  return (
    <PrintDocument fileName={`${name} ${time}`}>
      <PrintPages
        title={name}
        facts={[
          resource.title[language],
          time,
          ...(health ? [t('nearest.answer.revision', { revision: health.revision })] : []),
        ]}
        notice={isMadeUp(properties.provenance) ? DEMONSTRATION_NOTICE[language] : null}
      >
        {groups
          .filter(({ facts }) => facts.length > 0)
          .map(({ group, facts }) => (
            <section key={group} className="print-section">
              <h2>{FIELD_GROUPS[group][language]}</h2>
              <PrintFacts facts={facts} />
            </section>
          ))}
        <p className="print-section">WGS-84 {coordinateText(representativePoint(geometry))}</p>
      </PrintPages>
    </PrintDocument>
  )
}
