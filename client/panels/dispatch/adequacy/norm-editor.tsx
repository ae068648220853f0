import { Collapse } from 'antd'
import { useState } from 'react'
import type { Language } from '../../../../data/bilingual.ts'
import {
  EXAMPLE_NORM_ID,
  EXAMPLE_RESERVE_NORM,
  NORM_LIMITS,
  type ReserveNorm,
  type ReserveNormInput,
  WORK_KINDS,
} from '../../../../data/reserve-norm.ts'
import { floodWorkUnion } from '../../../../data/resources/flood-work.ts'
import { deleteNorm, saveNorm } from '../../../api/adequacy.ts'
import { Action, Message, TextField } from '../../../form/pieces.tsx'
import { RemoveButton } from '../../../form/remove-button.tsx'
import { useAttempt } from '../../../form/use-attempt.ts'
import { useText } from '../../../i18n/text.ts'
import { NormExceptions } from './norm-exceptions.tsx'
import { QuantityLines } from './quantity-lines.tsx'

type NormText = Pick<ReserveNorm, 'name' | 'source'>

/** A norm's name and source: the example that the program comes with has them in both languages. */
export const normText = (
  { isExample, name, source }: NormText & Pick<ReserveNorm, 'isExample'>,
  language: Language,
): NormText =>
  isExample
    ? { name: EXAMPLE_RESERVE_NORM.name[language], source: EXAMPLE_RESERVE_NORM.source[language] }
    : { name, source }

/** What was done last. It outlives the editor: a new norm gets an editor of its own. */
export interface NormOutcome {
  readonly kind: 'saved' | 'deleted'
  readonly name: string
}

interface NormEditorProps {
  norm: ReserveNorm
  outcome: NormOutcome | null
  /** @param normId the norm to be shown from now on */
  onOutcome: (outcome: NormOutcome, normId: string) => void
}

const MOST_CHARACTERS = {
  name: NORM_LIMITS.mostNameCharacters,
  source: NORM_LIMITS.mostSourceCharacters,
} as const

/** Planned quantities, per kilometre and per kind of work. */
export const NormEditor = ({ norm, outcome, onOutcome }: NormEditorProps) => {
  const { t, language } = useText('adequacy')
  const { isBusy, problem, attempt } = useAttempt()
  const [changes, setChanges] = useState<Partial<ReserveNormInput>>({})
  const { perKilometre, perWork, exceptions, works } = norm
  const stored = { ...normText(norm, language), perKilometre, perWork, exceptions, works }
  const draft: ReserveNormInput = { ...stored, ...changes }
  const change = (some: Partial<ReserveNormInput>): void => setChanges({ ...changes, ...some })
  const save = (over: ReserveNorm | null, input: ReserveNormInput): void =>
    void attempt(async () => {
      const saved = await saveNorm(over, input)
      onOutcome({ kind: 'saved', name: saved.name }, saved.id)
    })
  const saveAs = (): void => {
    const isRenamed = draft.name.trim() !== stored.name
    save(null, { ...draft, name: isRenamed ? draft.name : t('newName', { name: stored.name }) })
  }
  const remove = (): void =>
    void attempt(async () => {
      await deleteNorm(norm)
      onOutcome({ kind: 'deleted', name: norm.name }, EXAMPLE_NORM_ID)
    })
  const kinds = floodWorkUnion.fields.kind.options
  return (
    <div className="stack">
      {norm.isExample && <p className="secondary">{t('copyFirst')}</p>}
      {(['name', 'source'] as const).map((field) => (
        <TextField
          key={field}
          label={t(field)}
          maxLength={MOST_CHARACTERS[field]}
          value={draft[field]}
          onChange={(value) => change({ [field]: value })}
        />
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
          {
            key: 'exceptions',
            label: t('exceptions'),
            children: (
              <NormExceptions
                exceptions={draft.exceptions}
                onChange={(changed) => change({ exceptions: changed })}
              />
            ),
          },
        ]}
      />
      <div className="buttons">
        {!norm.isExample && (
          <Action
            type="primary"
            disabled={isBusy}
            label={t('save')}
            onClick={() => save(norm, draft)}
          />
        )}
        <Action disabled={isBusy} label={t('saveAs')} onClick={saveAs} />
        {!norm.isExample && (
          <RemoveButton
            label={t('deleteNorm')}
            question={t('deleteAsk', { name: norm.name })}
            yes={t('deleteYes')}
            no={t('deleteNo')}
            onRemove={remove}
          />
        )}
      </div>
      {problem && <Message type="error" title={problem.sentence[language]} />}
      {outcome && !problem && (
        <Message type="success" title={t(outcome.kind, { name: outcome.name })} />
      )}
    </div>
  )
}
