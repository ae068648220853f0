import { CloseOutlined } from '@ant-design/icons'
import { Alert, Button, Collapse, Input, InputNumber } from 'antd'
import { useId, useState } from 'react'
import { MATERIALS, type MaterialKey } from '../../../../data/materials.ts'
import {
  EXAMPLE_NORM_ID,
  NORM_LIMITS,
  type ReserveNorm,
  type ReserveNormInput,
  WORK_KINDS,
} from '../../../../data/reserve-norm.ts'
import { floodWorkResource } from '../../../../data/resources/flood-work.ts'
import { deleteNorm, saveNorm } from '../../../adequacy-api.ts'
import { asApiProblem } from '../../../api-problem.ts'
import { ItemSelect } from '../../../form/item-select.tsx'
import { useDispatchText } from '../../../i18n/dispatch-texts.ts'

type Quantities = ReserveNormInput['perKilometre']

interface NormEditorProps {
  norm: ReserveNorm
  onChosen: (normId: string) => void
}

const inputOf = ({
  name,
  source,
  perKilometre,
  perWork,
  works,
}: ReserveNorm): ReserveNormInput => ({
  ...{ name, source, perKilometre, perWork, works },
})

/** Planned quantities, per kilometre and per kind of work. */
export const NormEditor = ({ norm, onChosen }: NormEditorProps) => {
  const { t, language } = useDispatchText('adequacy')
  const id = useId()
  const [draft, setDraft] = useState(() => inputOf(norm))
  const [outcome, setOutcome] = useState<{ isDone: boolean; text: string } | null>(null)
  const attempt = async (act: () => Promise<void>): Promise<void> => {
    try {
      await act()
      setOutcome({ isDone: true, text: t('saved') })
    } catch (error) {
      setOutcome({ isDone: false, text: asApiProblem(error).sentence[language] })
    }
  }
  const saveAs = (): Promise<void> =>
    attempt(async () => {
      const isRenamed = draft.name.trim() !== norm.name
      const name = isRenamed ? draft.name : t('newName', { name: norm.name })
      onChosen((await saveNorm(null, { ...draft, name })).id)
    })
  const kinds = floodWorkResource.fields.kind.options
  return (
    <div className="adequacy-form">
      {norm.isExample && <p className="secondary">{t('copyFirst')}</p>}
      {(['name', 'source'] as const).map((field) => (
        <div key={field}>
          <label htmlFor={`${id}-${field}`}>{t(field)}</label>
          <Input
            id={`${id}-${field}`}
            className="target"
            maxLength={
              field === 'name' ? NORM_LIMITS.mostNameCharacters : NORM_LIMITS.mostSourceCharacters
            }
            value={draft[field]}
            onChange={({ target }) => setDraft({ ...draft, [field]: target.value })}
          />
        </div>
      ))}
      <Collapse
        size="small"
        defaultActiveKey={['kilometre']}
        items={[
          {
            key: 'kilometre',
            label: t('perKilometre'),
            children: (
              <QuantityLines
                quantities={draft.perKilometre}
                onChange={(perKilometre) => setDraft({ ...draft, perKilometre })}
              />
            ),
          },
          ...WORK_KINDS.map((kind) => ({
            key: kind,
            label: t('perWork', { kind: kinds[kind].label[language] }),
            children: (
              <QuantityLines
                quantities={draft.perWork[kind] ?? {}}
                onChange={(quantities) =>
                  setDraft({ ...draft, perWork: { ...draft.perWork, [kind]: quantities } })
                }
              />
            ),
          })),
        ]}
      />
      <div className="adequacy-buttons">
        {!norm.isExample && (
          <Button
            type="primary"
            className="target"
            onClick={() => void attempt(async () => void (await saveNorm(norm, draft)))}
          >
            {t('save')}
          </Button>
        )}
        <Button className="target" onClick={() => void saveAs()}>
          {t('saveAs')}
        </Button>
        {!norm.isExample && (
          <Button
            danger
            className="target"
            onClick={() =>
              void attempt(async () => {
                await deleteNorm(norm)
                onChosen(EXAMPLE_NORM_ID)
              })
            }
          >
            {t('deleteNorm')}
          </Button>
        )}
      </div>
      {outcome && (
        <Alert type={outcome.isDone ? 'success' : 'error'} showIcon title={outcome.text} />
      )}
    </div>
  )
}

interface QuantityLinesProps {
  quantities: Quantities
  onChange: (quantities: Quantities) => void
}

const QuantityLines = ({ quantities, onChange }: QuantityLinesProps) => {
  const { t, language } = useDispatchText('adequacy')
  const items = Object.keys(quantities) as MaterialKey[]
  return (
    <div className="adequacy-form">
      {items.map((item) => {
        const { label, unit } = MATERIALS[item]
        return (
          <div key={item} className="adequacy-quantity">
            <span>{label[language]}</span>
            <InputNumber<number>
              className="target"
              aria-label={label[language]}
              min={0}
              max={1_000_000_000}
              precision={0}
              suffix={unit[language]}
              value={quantities[item] ?? 0}
              onChange={(value) => onChange({ ...quantities, [item]: value ?? 0 })}
            />
            <Button
              type="text"
              className="target"
              icon={<CloseOutlined aria-hidden />}
              aria-label={t('remove', { item: label[language] })}
              onClick={() => {
                const { [item]: _removed, ...others } = quantities
                onChange(others)
              }}
            />
          </div>
        )
      })}
      <ItemSelect
        placeholder={t('add')}
        value={null}
        exclude={new Set(items)}
        onChange={(item) => item && onChange({ ...quantities, [item]: 0 })}
      />
    </div>
  )
}
