import type { WhyNot } from 'unloc-integrator-client/access';
import { useState } from 'preact/hooks';
import type { AnswerAt } from '../../data/access-answer';
import { cellTime, clockAt, doorTime, visitorZone } from '../../format/time';
import { instantAt, wallAt } from '../../timeline/zone-days';
import { words } from '../../words/words';

/** So many are named at first. */
const shown = 60;

interface Properties {
  of: 'door' | 'person';
  answer: AnswerAt;
  at: number;
  zone: string;
  now: number;
  onAt(at: number | undefined): void;
}

/** The answer in a sentence: `4 people can open Sat 28 Nov, 10:00`. */
export function sentenceAt(of: 'door' | 'person', { can }: AnswerAt, at: number, zone: string, now: number): string {
  const { who, what, nobody, nothing } = words.value.answer;
  const moment = doorTime(at, zone, now);
  if (can.length === 0) return of === 'door' ? nobody(moment) : nothing(moment);
  return of === 'door' ? who(can.length, moment) : what(can.length, moment);
}

/** Who can open at a time, or what can be opened; the time is that of the door's clock. */
export function AnswerAtTime({ of, answer, at, zone, now, onAt }: Properties) {
  const text = words.value.answer;
  const [whole, showAll] = useState(false);
  const able = whole ? answer.can : answer.can.slice(0, shown);
  const wall = wallAt(at, zone);
  return (
    <section class="answer">
      <div class="answer-time">
        <label>
          <span>{of === 'door' ? text.whoAt : text.whatAt}</span>
          <input
            type="datetime-local"
            value={wall}
            onChange={(event) => onAt(instantAt(event.currentTarget.value, zone))}
          />
        </label>
        <button type="button" onClick={() => onAt(undefined)}>
          {text.now}
        </button>
        {zone !== visitorZone && (
          <p class="small">
            {zone} · {text.forYou(doorTime(at, visitorZone, now))}
          </p>
        )}
      </div>
      <div class="answer-said">
        <h3 aria-live="polite">{sentenceAt(of, answer, at, zone, now)}</h3>
        <ul class="names">
          {able.map(({ id, name, href, until, zone: there = zone }) => (
            <li key={id}>
              {href === undefined ? name : <a href={href}>{name}</a>}
              <small>{Number.isFinite(until) ? text.until(untilWhen(until, at, there, now)) : text.noEnd}</small>
            </li>
          ))}
        </ul>
        {able.length < answer.can.length && (
          <button type="button" onClick={() => showAll(true)}>
            {words.value.timeline.moreRows(answer.can.length - able.length)}
          </button>
        )}
        {answer.cannot.length > 0 && (
          <>
            <h4>{text.cannot}</h4>
            <ul class="names muted">
              {answer.cannot.map(({ id, name, href, why }) => (
                <li key={id}>
                  {href === undefined ? name : <a href={href}>{name}</a>}
                  <small>{whyWords(why)}</small>
                </li>
              ))}
            </ul>
          </>
        )}
        {answer.others > 0 && <p class="small">{text.others(answer.others)}</p>}
      </div>
    </section>
  );
}

/** The clock alone for what ends on the same day. */
function untilWhen(until: number, at: number, zone: string, now: number): string {
  const sameDay = wallAt(until, zone).slice(0, 10) === wallAt(at, zone).slice(0, 10);
  return sameDay ? clockAt(until, zone) : cellTime(until, zone, now);
}

/** Why not. What is over says nothing beside another key. */
function whyWords(why: readonly WhyNot[]): string {
  const { why: said } = words.value.answer;
  return why
    .filter((one) => one !== 'over' || why.length === 1)
    .map((one) => said[one])
    .join(', ');
}
