import { COLLECTIONS, type CollectionId } from '../../../data/collections.ts'
import { representativePoint } from '../../../data/feature-place.ts'
import { nameOfCode } from '../../../data/wording.ts'
import { type ApiFeature, useFeatures } from '../../api/features.ts'
import { CoordinateCopy } from '../../form/coordinate-copy.tsx'
import { dutyAt, dutySentence, isReady } from '../../form/duty.ts'
import { DutyTag } from '../../form/duty-tag.tsx'
import {
  FIELD_GROUPS,
  type FieldGroup,
  type GroupedField,
  groupFields,
} from '../../form/field-group.ts'
import { FieldValue } from '../../form/field-value.tsx'
import { useText } from '../../i18n/text.ts'

/** What the drawer is open for. */
export interface OpenedFeature {
  collection: CollectionId
  feature: ApiFeature
}

/** All fields that have a value, group by group as the declaration has them. */
export const DrawerGroups = ({ collection, feature }: OpenedFeature) => (
  <>
    {groupFields(COLLECTIONS[collection]).map(({ group, fields }) => (
      <DrawerGroup key={group} group={group} fields={fields} feature={feature} />
    ))}
  </>
)

interface DrawerGroupProps {
  group: FieldGroup
  fields: readonly GroupedField[]
  feature: ApiFeature
}

const isGiven = (value: unknown): boolean => value !== null && value !== undefined

const DrawerGroup = ({ group, fields, feature }: DrawerGroupProps) => {
  const { language } = useText('panels')
  const given = fields.filter(({ name }) => isGiven(feature.properties[name]))
  if (given.length === 0) return null
  return (
    <section className="column drawer-group">
      <h3>{FIELD_GROUPS[group][language]}</h3>
      {group === 'counts' ? (
        given.map(({ name, field }) => (
          <FieldValue key={name} field={field} value={feature.properties[name]} />
        ))
      ) : (
        <dl className="column">
          {group === 'duty' && <DutyNow properties={feature.properties} />}
          {given.map((each) => (
            <DrawerField key={each.name} {...each} value={feature.properties[each.name]} />
          ))}
          {group === 'identity' && <Coordinates feature={feature} />}
        </dl>
      )}
    </section>
  )
}

/** Which collection explains the codes in a field. */
const COLLECTION_OF_CODE: Readonly<Record<string, 'counties' | 'towns'>> = {
  countyCode: 'counties',
  townCode: 'towns',
}

const DrawerField = ({ name, field, value }: GroupedField & { value: unknown }) => {
  const { language } = useText('panels')
  const admin = COLLECTION_OF_CODE[name]
  if (admin) return <AdminField collection={admin} code={value} />
  return (
    <div>
      <dt>{field.label[language]}</dt>
      <dd>
        <FieldValue field={field} value={value} />
      </dd>
    </div>
  )
}

/** A county or town by its name, with the official code beside it. */
const AdminField = ({ collection, code }: { collection: 'counties' | 'towns'; code: unknown }) => {
  const { t, language } = useText('panels')
  const { data } = useFeatures(collection)
  const name = nameOfCode(code, data ?? [], language)
  const codeLabel = t('drawer.unknownCode', { code })
  return (
    <div>
      <dt>{t(collection === 'counties' ? 'drawer.county' : 'drawer.town')}</dt>
      <dd>
        {name ?? codeLabel} {name !== null && <span className="secondary">{codeLabel}</span>}
      </dd>
    </div>
  )
}

const Coordinates = ({ feature: { geometry } }: { feature: ApiFeature }) => {
  const { t } = useText('panels')
  return (
    <div>
      <dt>{t(geometry.type === 'Point' ? 'drawer.coordinates' : 'drawer.representative')}</dt>
      <dd>
        <CoordinateCopy position={representativePoint(geometry)} />
      </dd>
    </div>
  )
}

const DutyNow = ({ properties }: Pick<ApiFeature, 'properties'>) => {
  const { t, language } = useText('panels')
  const duty = dutyAt(properties, Date.now())
  const sentence = dutySentence(duty, language)
  if (sentence === null) return null
  return (
    <div>
      <dt>{t('drawer.dutyNow')}</dt>
      <dd>
        <DutyTag ready={isReady(duty)}>{sentence}</DutyTag>
      </dd>
    </div>
  )
}
