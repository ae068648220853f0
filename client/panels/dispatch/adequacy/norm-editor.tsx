import { Alert, Button, Collapse, Input, Popconfirm } from 'antd'
import { useId, useState } from 'react'
import {
  EXAMPLE_NORM_ID,
  NORM_LIMITS,
  type ReserveNorm,
  type ReserveNormInput,
  WORK_KINDS,
} from '../../../../data/reserve-norm.ts'
import { floodWorkResource } from '../../../../data/resources/flood-work.ts'
import { deleteNorm, saveNorm } from '../../../api/adequacy.ts'
import { type ApiProblem, asApiProblem } from '../../../api/problem.ts'
import { useText } from '../../../i18n/text.ts'
import { normText } from './norm-text.ts'
import { QuantityLines } from './quantity-lines.tsx'

/** What became of the last attempt. It outlives the editor: a new norm gets an editor of its own. */
export type NormOutcome =
  | { readonly kind: 'saved' | 'deleted'; readonly name: string }
  | { readonly kind: 'refused'; readonly problem: ApiProblem }

interface NormEditorProps {
  norm: ReserveNorm
  outcome: NormOutcome | null
  /** @param normId the norm to be shown from now on */
  onOutcome: (outcome: NormOutcome, normId: string) => void
}

/** Planned quantities, per kilometre and per kind of work. */
export const NormEditor = ({ norm, outcome, onOutcome }: NormEditorProps) => {
  const { t, language } = useText('adequacy')
  const id = useId()
  const [isBusy, setIsBusy] = useState(false)
  const [changes, setChanges] = useState<Partial<ReserveNormInput>>({})
  const { perKilometre, perWork, works } = norm
  const stored = { ...normText(norm, language), perKilometre, perWork, works }
  const draft: ReserveNormInput = { ...stored, ...changes }
  const change = (some: Partial<ReserveNormInput>): void => setChanges({ ...changes, ...some })
  const attempt = async (act: () => Promise<void>): Promise<void> => {
    // one at a time: a second tap would save a second copy
    setIsBusy(true)
    try {
      await act()
    } catch (error) {
      onOutcome({ kind: 'refused', problem: asApiProblem(error) }, norm.id)
    } finally {
      setIsBusy(false)
    }
  }
  const save = (): Promise<void> =>
    attempt(async () => {
      const saved = await saveNorm(norm, draft)
      onOutcome({ kind: 'saved', name: saved.name }, saved.id)
    })
  const saveAs = (): Promise<void> =>
    attempt(async () => {
      const isRenamed = draft.name.trim() !== stored.name
      const name = isRenamed ? draft.name : t('newName', { name: stored.name })
      const saved = await saveNorm(null, { ...draft, name })
      onOutcome({ kind: 'saved', name: saved.name }, saved.id)
    })
  const remove = (): Promise<void> =>
    attempt(async () => {
      await deleteNorm(norm)
      onOutcome({ kind: 'deleted', name: norm.name }, EXAMPLE_NORM_ID)
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
            onChange={({ target }) => change({ [field]: target.value })}
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
                onChange={(quantities) => change({ perKilometre: quantities })}
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
                  change({ perWork: { ...draft.perWork, [kind]: quantities } })
                }
              />
            ),
          })),
        ]}
      />
      <div className="adequacy-buttons">
        {!norm.isExample && (
          <Button type="primary" className="target" disabled={isBusy} onClick={() => void save()}>
            {t('save')}
          </Button>
        )}
        <Button className="target" disabled={isBusy} onClick={() => void saveAs()}>
          {t('saveAs')}
        </Button>
        {!norm.isExample && <DeleteButton name={norm.name} onDelete={() => void remove()} />}
      </div>
      {outcome && <OutcomeNote outcome={outcome} />}
    </div>
  )
}

const DeleteButton = ({ name, onDelete }: { name: string; onDelete: () => void }) => {
  const { t } = useText('adequacy')
  return (
    <Popconfirm
      title={t('deleteAsk', { name })}
      okText={t('deleteYes')}
      cancelText={t('deleteNo')}
      okButtonProps={{ danger: true, size: 'middle', className: 'target' }}
      cancelButtonProps={{ size: 'middle', className: 'target' }}
      onConfirm={onDelete}
    >
      <Button danger className="target adequacy-delete">
        {t('deleteNorm')}
      </Button>
    </Popconfirm>
  )
}

const OutcomeNote = ({ outcome }: { outcome: NormOutcome }) => {
  const { t, language } = useText('adequacy')
  if (outcome.kind === 'refused') {
    return <Alert type="error" showIcon title={outcome.problem.sentence[language]} />
  }
  return <Alert type="success" showIcon title={t(outcome.kind, { name: outcome.name })} />
}
