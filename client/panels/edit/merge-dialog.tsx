import { Modal } from 'antd'
import { useState } from 'react'
import { COLLECTIONS } from '../../../data/collections.ts'
import type { ResourceDeclaration } from '../../../data/resource.ts'
import { listText } from '../../../data/wording.ts'
import { Action, Choice, Message } from '../../form/pieces.tsx'
import { useAttempt } from '../../form/use-attempt.ts'
import { writerText } from '../../form/written-words.ts'
import { useText } from '../../i18n/text.ts'
import { type Contents, changedFields, type FeatureDraft } from '../../state/edit-draft.ts'
import { useFieldWords } from './field-words.tsx'
import { type Conflict, leaveConflict, mergeInto, saveDraft, signature } from './save.ts'

type Side = 'mine' | 'theirs'
const SIDES = ['mine', 'theirs'] as const

interface MergeProps {
  draft: FeatureDraft
  conflict: Conflict
}

const valueIn = (contents: Contents, name: string): unknown =>
  name === 'geometry' ? contents.geometry : contents.properties[name]

/** What was chosen of both sides, on top of what they have. */
const merged = (
  { current }: Conflict,
  mine: Contents,
  choices: Readonly<Record<string, Side>>,
): Contents => {
  const own = Object.keys(choices).filter((name) => choices[name] === 'mine')
  const properties = Object.fromEntries(
    own.filter((name) => name !== 'geometry').map((name) => [name, mine.properties[name]]),
  )
  return {
    properties: { ...current.properties, ...properties },
    geometry: own.includes('geometry') ? mine.geometry : current.geometry,
  }
}

/** Others have changed the same feature: what is to stand is chosen field by field. */
export const MergeDialog = ({ draft, conflict }: MergeProps) => {
  const { t, language } = useText('edit', 'merge')
  const { labelOf, wordsOf } = useFieldWords(draft.collection)
  const { isBusy, problem, attempt } = useAttempt()
  const { fields }: ResourceDeclaration = COLLECTIONS[draft.collection]
  const mine = new Set(changedFields(draft, draft.read))
  const theirs = new Set(changedFields(conflict.current, draft.read))
  const differing = new Set(changedFields(draft, conflict.current))
  const names = [...Object.keys(fields), 'geometry'].filter((name) => differing.has(name))
  const isBoth = (name: string): boolean => mine.has(name) && theirs.has(name)
  const [chosen, setChosen] = useState<Readonly<Record<string, Side>>>({})
  // what one side alone has changed needs no choice, and can be chosen all the same
  const sideOf = (name: string): Side | undefined =>
    chosen[name] ?? (isBoth(name) ? undefined : mine.has(name) ? 'mine' : 'theirs')
  const left = names.filter((name) => sideOf(name) === undefined).length
  const save = (): void => {
    const sides = Object.fromEntries(names.map((name) => [name, sideOf(name) ?? 'theirs']))
    mergeInto(conflict, merged(conflict, draft, sides))
    void attempt(() => saveDraft(signature()))
  }
  const writers = new Set(conflict.changes.map((change) => writerText(change.who, language)))
  const who = listText([...writers], language)
  return (
    <Modal
      open
      centered
      width={720}
      title={t('title')}
      onCancel={leaveConflict}
      footer={
        <div className="row wrapped edit-save">
          {left > 0 && (
            <p className="secondary" role="status">
              {t('left', { count: left })}
            </p>
          )}
          <Action label={t('leave')} onClick={leaveConflict} />
          <Action
            type="primary"
            disabled={left > 0}
            loading={isBusy}
            label={t('save')}
            onClick={save}
          />
        </div>
      }
    >
      <div className="column merge">
        <p>{t('how', { who })}</p>
        {names.map((name) => (
          <section key={name} className="column block" aria-label={labelOf(name)}>
            <div className="row wrapped block-head">
              <h3>{labelOf(name)}</h3>
              <span className="secondary">
                {t(isBoth(name) ? 'both' : mine.has(name) ? 'onlyMine' : 'onlyTheirs')}
              </span>
            </div>
            <dl className="merge-values">
              {(
                [
                  ['before', draft.read],
                  ['mine', draft],
                  ['theirs', conflict.current],
                ] as const
              ).map(([side, contents]) => (
                <div key={side} data-chosen={sideOf(name) === side}>
                  <dt>{t(side)}</dt>
                  <dd>{wordsOf(name, valueIn(contents, name))}</dd>
                </div>
              ))}
            </dl>
            <Choice<Side | ''>
              block
              label={t('choose', { label: labelOf(name) })}
              value={sideOf(name) ?? ''}
              values={SIDES}
              textOf={(side) => t(side === '' ? 'mine' : side)}
              onChange={(side) => side !== '' && setChosen({ ...chosen, [name]: side })}
            />
          </section>
        ))}
        {problem && <Message type="error" title={problem.sentence[language]} />}
      </div>
    </Modal>
  )
}
