/** What panels are made of: buttons, messages, choices, fields, and how a request stands. */

import type { UseQueryResult } from '@tanstack/react-query'
import { Alert, Button, Empty, Input, Segmented, Spin, Switch, Tag } from 'antd'
import {
  type ComponentProps,
  type ComponentType,
  type HTMLAttributes,
  type ReactNode,
  useId,
} from 'react'
import { reasonOf } from '../api/problem.ts'
import { useText } from '../i18n/text.ts'
import './form.css'

interface ActionProps extends Omit<ComponentProps<typeof Button>, 'icon' | 'children'> {
  /** What it says; without words it has an `aria-label`. */
  label?: ReactNode
  /** A picture beside the words, or in place of them. */
  icon?: ComponentType<{ 'aria-hidden': boolean }>
}

/** A button as large as a finger wants it. */
export const Action = ({ label, icon: Icon, className = '', ...button }: ActionProps) => (
  <Button className={`target ${className}`} icon={Icon && <Icon aria-hidden />} {...button}>
    {label}
  </Button>
)

/** What has to be noticed, with a sign beside the words: colour alone is not seen by everybody. */
export const Message = (alert: Omit<ComponentProps<typeof Alert>, 'showIcon'>) => (
  <Alert showIcon {...alert} />
)

/** A word on a plate: the pale colours of the library are too faint to read it by. */
export const ReadableTag = (tag: ComponentProps<typeof Tag>) => (
  <Tag style={{ color: 'inherit' }} {...tag} />
)

interface LoadFailureProps {
  title: string
  detail?: string
  onRetry: () => void
}

/** A failed request as a sentence, with a way to try again. */
export const LoadFailure = ({ title, detail, onRetry }: LoadFailureProps) => {
  const { t } = useText('panels')
  return (
    <Message
      type="error"
      title={title}
      description={detail}
      action={<Action label={t('retry')} onClick={onRetry} />}
    />
  )
}

interface QueryStatusProps {
  query: Pick<UseQueryResult, 'error' | 'isLoading'> & { readonly refetch: () => unknown }
  /** The sentence around the reason of a failure. */
  failed: (reason: { detail: string }) => string
  loading?: string
}

/** That something is being loaded, or why it could not be; nothing once it is there. */
export const QueryStatus = ({ query, failed, loading }: QueryStatusProps) => {
  const { language } = useText('panels')
  const { error, isLoading, refetch } = query
  if (error) {
    const detail = reasonOf(error, language)
    return <LoadFailure title={failed({ detail })} onRetry={refetch} />
  }
  return isLoading ? <Spin {...(loading && { description: loading })} /> : null
}

export const EmptyNote = ({ text }: { text: string }) => (
  <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={text} />
)

interface MoreButtonProps {
  label: string
  query: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown }
}

/** Loads the next page of a list; gone with the last one. */
export const MoreButton = ({ label, query }: MoreButtonProps) =>
  query.hasNextPage && (
    <Action
      block
      loading={query.isFetchingNextPage}
      label={label}
      onClick={() => void query.fetchNextPage()}
    />
  )

interface ChoiceProps<Value extends string | number> {
  label?: string
  /** Class of a box that shows the label; without it, only a screen reader says it. */
  box?: string
  value: Value
  values: readonly Value[]
  textOf: (value: Value) => string
  /** As broad as its part of the page. */
  block?: boolean
  /** Below one another: long words in a narrow part of the page. */
  vertical?: boolean
  className?: string
  onChange: (value: Value) => void
}

/** One of a few that stand side by side. */
export const Choice = <Value extends string | number>(props: ChoiceProps<Value>) => {
  const { label, box, values, textOf, className = '', ...choice } = props
  const segmented = (
    <Segmented<Value>
      className={`target-group ${className}`}
      aria-label={label}
      options={values.map((value) => ({ value, label: textOf(value) }))}
      {...choice}
    />
  )
  if (!box) return segmented
  return (
    <div className={box}>
      <span aria-hidden>{label}</span>
      {segmented}
    </div>
  )
}

interface SwitchFieldProps {
  label: string
  checked: boolean
  onChange: (checked: boolean) => void
}

/** Yes or no. */
export const SwitchField = ({ label, ...choice }: SwitchFieldProps) => {
  const id = useId()
  return (
    <span className="query-field target">
      <Switch id={id} {...choice} />
      <label htmlFor={id}>{label}</label>
    </span>
  )
}

interface TextFieldProps {
  label: string
  value: string
  onChange: (value: string) => void
  maxLength?: number
  type?: 'text' | 'date' | 'month' | 'datetime-local'
  inputMode?: HTMLAttributes<HTMLInputElement>['inputMode']
  placeholder?: string
  autoFocus?: boolean
  /** Where somebody else has to find the field. */
  id?: string
}

/** A line of text, a day or a time, under its name. */
export const TextField = ({ label, onChange, ...input }: TextFieldProps) => {
  const own = useId()
  const id = input.id ?? own
  return (
    <div>
      <label htmlFor={id}>{label}</label>
      <Input
        className="target"
        {...input}
        id={id}
        onChange={({ target }) => onChange(target.value)}
      />
    </div>
  )
}
