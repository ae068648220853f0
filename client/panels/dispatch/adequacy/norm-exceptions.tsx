/** Quantities of a norm that hold for a county, a class of works, or both. */
import { Select } from 'antd'
import {
  NORM_LIMITS,
  type NormException,
  WORK_KINDS,
  type WorkScale,
} from '../../../../data/reserve-norm.ts'
import { floodWorkUnion } from '../../../../data/resources/flood-work.ts'
import { localisedName } from '../../../../data/wording.ts'
import { useFeatures } from '../../../api/features.ts'
import { Action } from '../../../form/pieces.tsx'
import { useText } from '../../../i18n/text.ts'
import { QuantityLines } from './quantity-lines.tsx'

const { kind: KIND, scale: SCALE } = floodWorkUnion.fields
const SCALES = Object.keys(SCALE.options) as WorkScale[]
const GRADES = [1, 2, 3, 4, 5]

const NEW: NormException = {
  ...{ county: null, kind: null, scale: null, leveeGrade: null },
  ...{ perKilometre: {}, perWork: {} },
}

interface NormExceptionsProps {
  exceptions: readonly NormException[]
  onChange: (exceptions: NormException[]) => void
}

export const NormExceptions = ({ exceptions, onChange }: NormExceptionsProps) => {
  const { t } = useText('adequacy')
  return (
    <div className="stack">
      <p className="secondary">{t('exceptionsHow')}</p>
      {exceptions.map((exception, place) => (
        <ExceptionFields
          // biome-ignore lint/suspicious/noArrayIndexKey: an exception is its place in the list
          key={place}
          exception={exception}
          onChange={(changed) =>
            onChange(exceptions.map((each, at) => (at === place ? changed : each)))
          }
          onRemove={() => onChange(exceptions.filter((_, at) => at !== place))}
        />
      ))}
      <Action
        disabled={exceptions.length >= NORM_LIMITS.mostExceptions}
        label={t('exceptionAdd')}
        onClick={() => onChange([...exceptions, NEW])}
      />
    </div>
  )
}

interface PickProps<Value extends string | number> {
  any: string
  value: Value | null
  options: readonly { value: Value; label: string }[]
  onChange: (value: Value | null) => void
}

/** One of a few, or any. */
const Pick = <Value extends string | number>({
  any,
  value,
  options,
  onChange,
}: PickProps<Value>) => (
  <Select<Value | ''>
    className="target"
    aria-label={any}
    value={value ?? ''}
    options={[{ value: '' as const, label: any }, ...options]}
    onChange={(chosen) => onChange(chosen === '' ? null : chosen)}
  />
)

interface ExceptionFieldsProps {
  exception: NormException
  onChange: (exception: NormException) => void
  onRemove: () => void
}

const ExceptionFields = ({ exception, onChange, onRemove }: ExceptionFieldsProps) => {
  const { t, language } = useText('adequacy')
  const { data: counties } = useFeatures('counties')
  const { county, kind, scale, leveeGrade, perKilometre, perWork } = exception
  const change = (some: Partial<NormException>): void => onChange({ ...exception, ...some })
  return (
    <div className="block stack">
      <Pick
        any={t('allCounties')}
        value={county}
        options={(counties ?? []).map((each) => ({
          value: String(each.properties.code),
          label: localisedName(each.properties, language),
        }))}
        onChange={(value) => change({ county: value })}
      />
      <Pick
        any={t('anyKind')}
        value={kind}
        options={WORK_KINDS.map((value) => ({ value, label: KIND.options[value].label[language] }))}
        onChange={(value) => change({ kind: value })}
      />
      <Pick
        any={t('anyScale')}
        value={scale}
        options={SCALES.map((value) => ({ value, label: SCALE.options[value].label[language] }))}
        onChange={(value) => change({ scale: value })}
      />
      <Pick
        any={t('anyGrade')}
        value={leveeGrade}
        options={GRADES.map((value) => ({ value, label: t('grade', { grade: value }) }))}
        onChange={(value) => change({ leveeGrade: value })}
      />
      <strong>{t('perKilometreShort')}</strong>
      <QuantityLines
        quantities={perKilometre}
        onChange={(quantities) => change({ perKilometre: quantities })}
      />
      <strong>{t('perWorkShort')}</strong>
      <QuantityLines
        quantities={perWork}
        onChange={(quantities) => change({ perWork: quantities })}
      />
      <Action label={t('exceptionRemove')} onClick={onRemove} />
    </div>
  )
}
