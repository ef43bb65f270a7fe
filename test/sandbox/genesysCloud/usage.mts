import { randomUUID } from 'node:crypto';
import { ApiError } from './errors.mts';
import { clientOf } from './oauthClients.mts';
import type { State, UsageQuery, UsageRow } from './state.mts';
import { reading, ok, type Call, type Operation } from './world.mts';

const PATH = '/api/v2/oauth/clients/:clientId/usage';
const DAY = 24 * 60 * 60 * 1000;
const PERMISSIONS = ['oauth:client:view', 'usage:client:view'];
const COUNTS = [
	'status200',
	'status300',
	'status400',
	'status500',
	'status429',
	'requests',
] as const;

const QUERY_SCHEMA = {
	type: 'object',
	required: ['interval'],
	properties: {
		interval: { type: 'string' },
		granularity: { enum: ['Day', 'Week', 'Month'] },
		metrics: {
			type: 'array',
			items: {
				enum: ['Status200', 'Status300', 'Status400', 'Status500', 'Status429', 'Requests'],
			},
		},
		groupBy: {
			type: 'array',
			items: { enum: ['OAuthClientId', 'OrganizationId', 'TemplateUri', 'HttpMethod'] },
		},
	},
};

/** A request to count. */
interface Counted {
	clientId: string;
	userId?: string;
	/** Path template with its leading slash. */
	template: string;
	method: string;
	status: number;
}

/** Counts a request of a client; usage queries answer these counts. */
export function countUsage(state: State, { clientId, userId, template, method, status }: Counted) {
	const day = Math.floor(Date.now() / DAY) * DAY;
	const key = `${clientId} ${userId ?? ''} ${method} ${template} ${day}`;
	let row = state.usage.get(key);
	if (!row) {
		row = {
			clientId,
			userId,
			templateUri: template.slice(1),
			httpMethod: method,
			day,
			...{ status200: 0, status300: 0, status400: 0, status500: 0, status429: 0, requests: 0 },
		};
		state.usage.set(key, row);
	}
	row.requests += 1;
	if (status === 429) row.status429 += 1;
	const statusClass = `status${Math.floor(status / 100)}00`;
	if (COUNTS.includes(statusClass as (typeof COUNTS)[number])) {
		row[statusClass as (typeof COUNTS)[number]] += 1;
	}
}

function interval(text: string): { from: number; to: number } {
	const [from = NaN, to = NaN] = text.split('/').map((part) => Date.parse(part));
	if (Number.isNaN(from) || Number.isNaN(to)) throw new ApiError('invalid.date');
	if (to <= from)
		throw new ApiError('constraint.validation', ['interval must end after its start']);
	return { from, to };
}

function start(call: Call, query: Omit<UsageQuery, 'clientId' | 'pollsLeft'>) {
	const { state, behaviour } = call.world;
	const { id } = clientOf(call);
	const executionId = randomUUID();
	state.usageQueries.set(executionId, {
		...query,
		clientId: id,
		pollsLeft: behaviour.usageRunningPolls,
	});
	const resultsUri = `/api/v2/oauth/clients/${id}/usage/query/results/${executionId}`;
	return { status: behaviour.usageStartStatus, body: { executionId, resultsUri } };
}

function startOf(day: number, granularity: string): number {
	const date = new Date(day);
	if (granularity === 'Month') return Date.UTC(date.getUTCFullYear(), date.getUTCMonth());
	if (granularity === 'Week') return day - ((date.getUTCDay() + 6) % 7) * DAY;
	return day;
}

function rows({ state }: { state: State }, query: UsageQuery): object[] {
	const grouped = new Map<string, Record<string, unknown>>();
	const by = (name: string) => query.groupBy.length === 0 || query.groupBy.includes(name);
	for (const row of state.usage.values()) {
		if (row.clientId !== query.clientId || row.day + DAY <= query.from || row.day >= query.to) {
			continue;
		}
		const place = groupOf(state, row, query, by);
		const key = JSON.stringify(place);
		const sums = grouped.get(key) ?? { ...place };
		for (const name of COUNTS) {
			if (
				query.metrics.length > 0 &&
				!query.metrics.some((metric) => metric.toLowerCase() === name)
			) {
				continue;
			}
			sums[name] = Number(sums[name] ?? 0) + row[name];
		}
		grouped.set(key, sums);
	}
	return [...grouped.values()];
}

function groupOf(state: State, row: UsageRow, query: UsageQuery, by: (name: string) => boolean) {
	return {
		...(by('OAuthClientId') && {
			clientId: row.clientId,
			clientName: state.clients.get(row.clientId)?.name,
		}),
		...(by('OrganizationId') && { organizationId: state.organizationId }),
		...(row.userId && { userId: row.userId }),
		...(by('TemplateUri') && { templateUri: row.templateUri }),
		...(by('HttpMethod') && { httpMethod: row.httpMethod }),
		...(query.granularity && {
			date: new Date(startOf(row.day, query.granularity)).toISOString(),
		}),
	};
}

function results(call: Call) {
	const { id } = clientOf(call);
	const query = call.world.state.usageQueries.get(call.params.executionId ?? '');
	if (!query || query.clientId !== id) throw new ApiError('not.found');
	if (query.pollsLeft > 0) {
		query.pollsLeft -= 1;
		return ok({ results: [], queryStatus: 'Running', cursors: {} });
	}
	return ok({ results: rows(call.world, query), queryStatus: 'Complete', cursors: {} });
}

/** API usage of a client (Genesys Cloud API description: ApiUsageClientQuery, ApiUsageQueryResult). */
export const usageOperations: Operation[] = [
	{
		method: 'POST',
		path: `${PATH}/query`,
		anyPermission: PERMISSIONS,
		scopes: reading('oauth'),
		bodySchema: QUERY_SCHEMA,
		handle(call) {
			const {
				metrics = [],
				groupBy = [],
				...query
			} = call.body as {
				interval: string;
				granularity?: string;
				metrics?: string[];
				groupBy?: string[];
			};
			return start(call, {
				...interval(query.interval),
				granularity: query.granularity,
				metrics,
				groupBy,
			});
		},
	},
	{
		method: 'GET',
		path: `${PATH}/query/results/:executionId`,
		anyPermission: PERMISSIONS,
		scopes: reading('oauth'),
		handle: results,
	},
	{
		method: 'GET',
		path: `${PATH}/summary`,
		anyPermission: PERMISSIONS,
		scopes: reading('oauth'),
		handle(call) {
			const days = Number(call.query.days ?? 7);
			if (!Number.isInteger(days) || days < 1) {
				throw new ApiError('invalid.query.param.value', [days, 'days', 'whole numbers from 1']);
			}
			const to = Date.now();
			return start(call, {
				from: to - days * DAY,
				to,
				granularity: 'Day',
				metrics: [],
				groupBy: [],
			});
		},
	},
];
