import { DateTime } from 'luxon';

import { InvalidInput } from '../../core/errors';
import { choice, readFields, texts, wholeNumber } from '../../core/fields';
import { locatorProperty, readRequiredLocator } from '../../core/locator';
import type { Locator } from '../../core/locator';
import type { ItemParameters, Operation } from '../../core/operation';
import { collectionOf } from '../../core/panel';
import type { OAuthClientStore } from './store';

const oneOf = (allowed: readonly string[]) => (entry: string) =>
	allowed.includes(entry) ? undefined : `is not one of ${allowed.join(', ')}`;

/** API description: ApiUsageClientQuery. */
const METRICS = ['Requests', 'Status200', 'Status300', 'Status400', 'Status429', 'Status500'];
const GROUPS = ['HttpMethod', 'OAuthClientId', 'OrganizationId', 'TemplateUri'];

const DEFAULT_WAIT_SECONDS = 60;

const OPTIONS = {
	granularity: choice<'Day' | 'Week' | 'Month'>({
		displayName: 'Granularity',
		type: 'options',
		options: ['Day', 'Month', 'Week'].map((value) => ({ name: value, value })),
		default: 'Day',
		description: 'The stretch of time that one result is about; without it, the whole time',
	}),
	groupBy: texts(
		{
			displayName: 'Group By',
			type: 'multiOptions',
			options: [
				{ name: 'HTTP Method', value: 'HttpMethod' },
				{ name: 'OAuth Client', value: 'OAuthClientId' },
				{ name: 'Organization', value: 'OrganizationId' },
				{ name: 'Request Path', value: 'TemplateUri' },
			],
			default: [],
			description: 'What results are told apart by',
		},
		{ check: oneOf(GROUPS) },
	),
	metrics: texts(
		{
			displayName: 'Metrics',
			type: 'multiOptions',
			options: [
				{ name: 'Requests', value: 'Requests' },
				{ name: 'Status 2xx', value: 'Status200' },
				{ name: 'Status 3xx', value: 'Status300' },
				{ name: 'Status 429', value: 'Status429' },
				{ name: 'Status 4xx', value: 'Status400' },
				{ name: 'Status 5xx', value: 'Status500' },
			],
			default: [],
			description: 'What is counted; all when none is chosen',
		},
		{ check: oneOf(METRICS) },
	),
	waitSeconds: wholeNumber(
		{
			displayName: 'Wait Up To (Seconds)',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 600 },
			default: DEFAULT_WAIT_SECONDS,
			description: 'How long to wait for the results; Genesys Cloud takes a while to work them out',
		},
		{ min: 1, max: 600, unit: 'seconds' },
	),
};

/** Get Usage: how many requests were made with the client that each item names. */
export function getUsage(locator: Locator): Operation<Pick<OAuthClientStore, 'usage'>> {
	return {
		value: 'getUsage',
		name: 'Get Usage',
		action: 'Get usage of OAuth client',
		description: 'Retrieve how many requests were made with an OAuth client',
		properties: [
			locatorProperty(locator),
			{
				displayName: 'From',
				name: 'from',
				type: 'dateTime',
				default: '={{ $now.minus({ days: 7 }).toISO() }}',
				required: true,
				description: 'Where the time to look at begins, in ISO 8601',
			},
			{
				displayName: 'To',
				name: 'to',
				type: 'dateTime',
				default: '={{ $now.toISO() }}',
				required: true,
				description: 'Where the time to look at ends, in ISO 8601',
			},
			...collectionOf('Options', 'options', 'Add Option', OPTIONS),
		],
		read(parameters) {
			const id = readRequiredLocator(locator, parameters.get(locator.name));
			const from = readTime(parameters, 'From', 'from');
			const to = readTime(parameters, 'To', 'to');
			if (from >= to) throw new InvalidInput('From', 'has to be before To');
			const options = readFields(OPTIONS, parameters.collection('options'));
			const { waitSeconds = DEFAULT_WAIT_SECONDS, metrics, groupBy, granularity } = options;
			const query = {
				interval: `${from.toISO()}/${to.toISO()}`,
				...(granularity && { granularity }),
				...(metrics?.length && { metrics }),
				...(groupBy?.length && { groupBy }),
			};
			return async (store) => {
				const results = await store.usage(id, query, waitSeconds);
				return results.map((json) => ({ json }));
			};
		},
	};
}

function readTime(parameters: ItemParameters, label: string, name: string): DateTime<true> {
	const raw = parameters.get(name);
	const time =
		typeof raw === 'string'
			? DateTime.fromISO(raw.trim(), { zone: 'utc' })
			: raw instanceof Date
				? DateTime.fromJSDate(raw, { zone: 'utc' })
				: DateTime.isDateTime(raw)
					? raw.toUTC()
					: undefined;
	if (!time?.isValid) {
		throw new InvalidInput(label, `'${String(raw)}' is not a date and time in ISO 8601`);
	}
	return time as DateTime<true>;
}
