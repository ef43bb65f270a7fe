import { DateTime } from 'luxon';
import { refused } from '../errors.mts';

const UNITS = { y: 'years', M: 'months', w: 'weeks', d: 'days', h: 'hours', m: 'minutes' } as const;
const BOUNDS = /^(startof|endof)(day|week|month|year)$/;

/** A time moved by `-1d`, `2w 3d` and the like; undefined when the text is none of that. */
function moved(from: DateTime, text: string): DateTime | undefined {
	const match = /^([+-]?)((?:\d+[yMwdhm]\s*)+)$/.exec(text.trim());
	if (!match) return undefined;
	const sign = match[1] === '-' ? -1 : 1;
	return [...match[2]!.matchAll(/(\d+)([yMwdhm])/g)].reduce(
		(time, [, amount, unit]) =>
			time.plus({ [UNITS[unit as keyof typeof UNITS]]: sign * Number(amount) }),
		from,
	);
}

/**
 * The time that a date in a query means, in epoch milliseconds.
 * @throws JiraError 400
 */
export function timeOf(text: string, field: string, now = DateTime.utc()): number {
	const relative = moved(now, text);
	if (relative) return relative.toMillis();
	for (const format of ['yyyy-MM-dd', 'yyyy/MM/dd', 'yyyy-MM-dd HH:mm', 'yyyy/MM/dd HH:mm']) {
		const time = DateTime.fromFormat(text, format, { zone: 'utc' });
		if (time.isValid) return time.toMillis();
	}
	throw refused(
		400,
		`Date value '${text}' for field '${field}' is invalid. Valid formats include: 'yyyy/MM/dd HH:mm', 'yyyy-MM-dd HH:mm', 'yyyy/MM/dd', 'yyyy-MM-dd', or a period format e.g. '-5d', '4w 2d'.`,
	);
}

/** The time that a function such as now() or startOfDay(-1) means; undefined for another function. */
export function functionTime(
	name: string,
	[increment = '']: readonly string[],
	now = DateTime.utc(),
): number | undefined {
	const lower = name.toLowerCase();
	if (lower === 'now') return now.toMillis();
	const [, bound, unit] = BOUNDS.exec(lower) ?? [];
	if (!bound) return undefined;
	const letters = { day: 'd', week: 'w', month: 'M', year: 'y' } as const;
	const text = /^[+-]?\d+$/.test(increment)
		? `${increment}${letters[unit as keyof typeof letters]}`
		: increment;
	const from = (text && moved(now, text)) || now;
	const edge = unit as 'day' | 'week' | 'month' | 'year';
	return (bound === 'startof' ? from.startOf(edge) : from.endOf(edge)).toMillis();
}
