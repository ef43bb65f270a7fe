import { createHmac } from 'node:crypto';
import { refused } from './errors.mts';
import { membersOf } from './issues.mts';
import { clausesOf, parseJql, passes, testOf } from './jql/index.mts';
import { pageOf, windowOf } from './query.mts';
import type { SiteEvent, Webhook } from './records.mts';
import { ok, type Answer, type Call, type Operation, type Site } from './site.mts';

/** Events that an app can register for: none of them is about projects. */
const EVENTS: readonly string[] = [
	...['jira:issue_created', 'jira:issue_updated', 'jira:issue_deleted'],
	...['comment_created', 'comment_updated', 'comment_deleted'],
	...['issue_property_set', 'issue_property_deleted'],
	...['sprint_created', 'sprint_updated', 'sprint_closed', 'sprint_deleted', 'sprint_started'],
	...['jira:version_released', 'jira:version_unreleased', 'jira:version_created'],
	...['jira:version_moved', 'jira:version_updated', 'jira:version_merged'],
	'jira:version_deleted',
];
const FILTER_FIELDS = ['issuekey', 'project', 'issuetype', 'status', 'assignee', 'reporter'];
const FILTER_OPERATORS: readonly string[] = ['=', '!=', 'in', 'not in'];
const DAY_MS = 86_400_000;
const PAGE = 100;

/** @throws JiraError 403 when the caller is a person */
function appOf({ clientId }: Call): string {
	if (clientId !== undefined) return clientId;
	throw refused(403, 'The caller is not a Connect or OAuth 2.0 app.');
}

function isStrings(value: unknown): value is string[] {
	return Array.isArray(value) && value.every((each) => typeof each === 'string');
}

/** What a filter uses that webhooks can't filter by. */
function filterErrors(jql: string, { state, user }: Call): string[] {
	try {
		const { where, orderBy } = parseJql(jql);
		if (!where) return ['A JQL filter is required.'];
		if (orderBy.length > 0) return ['The clause order by is unsupported'];
		const errors = clausesOf(where).flatMap(({ field, operator }) => {
			const isField =
				FILTER_FIELDS.includes(field.toLowerCase()) || /^(cf\[\d+\]|issue\.property)/i.test(field);
			if (!isField) return [`The clause ${field} is unsupported`];
			return FILTER_OPERATORS.includes(operator)
				? []
				: [`The operator ${operator} is unsupported for the clause ${field}`];
		});
		if (errors.length === 0) testOf(where, { state, accountId: user.accountId });
		return errors;
	} catch (error) {
		return [error instanceof Error ? error.message : String(error)];
	}
}

function webhookErrors(given: Record<string, unknown>, call: Call): string[] {
	const { events, jqlFilter } = given;
	if (!isStrings(events) || events.length === 0) return ['At least one event is required.'];
	const unknown = events.filter((each) => !EVENTS.includes(each));
	if (unknown.length > 0) return unknown.map((each) => `The event ${each} is unsupported`);
	if (typeof jqlFilter !== 'string') return ['A JQL filter is required.'];
	return filterErrors(jqlFilter, call);
}

function ofApp(call: Call): Webhook[] {
	const clientId = appOf(call);
	return [...call.state.webhooks.values()].filter(
		(each) => each.clientId === clientId && each.accountId === call.user.accountId,
	);
}

function register(call: Call): Answer {
	const clientId = appOf(call);
	const { state, site, user } = call;
	const { url, webhooks } = membersOf(call.body);
	if (typeof url !== 'string' || !URL.canParse(url)) throw refused(400, 'A valid URL is required.');
	if (!Array.isArray(webhooks) || webhooks.length === 0) {
		throw refused(400, 'At least one webhook is required.');
	}
	const other = ofApp(call).find((each) => each.url !== url);
	if (other)
		throw refused(400, 'Only a single URL per app is allowed to be registered via REST API.');
	const webhookRegistrationResult = webhooks.map((each) => {
		const given = membersOf(each);
		const errors = webhookErrors(given, call);
		if (errors.length > 0) return { errors };
		if (ofApp(call).length >= site.behaviour.webhookLimit) {
			return { errors: ['The maximum number of webhooks for this app and user is reached.'] };
		}
		const { events, jqlFilter, fieldIdsFilter, issuePropertyKeysFilter } = given;
		const id = Number(state.nextId('webhook'));
		state.webhooks.set(id, {
			...{ id, clientId, accountId: user.accountId, url },
			events: events as string[],
			jqlFilter: jqlFilter as string,
			...(isStrings(fieldIdsFilter) && { fieldIdsFilter }),
			...(isStrings(issuePropertyKeysFilter) && { issuePropertyKeysFilter }),
			expirationDate: Date.now() + site.behaviour.webhookDays * DAY_MS,
		});
		return { createdWebhookId: id };
	});
	return ok({ webhookRegistrationResult });
}

function idsOf(call: Call): Webhook[] {
	const { webhookIds } = membersOf(call.body);
	if (!Array.isArray(webhookIds)) throw refused(400, 'The list of webhook IDs is required.');
	// IDs that the app doesn't own are passed over.
	return ofApp(call).filter(({ id }) => webhookIds.includes(id));
}

const scope = 'manage:jira-webhook';

/** Webhooks of OAuth 2.0 apps (jira.js: Webhooks). */
export const webhookOperations: Operation[] = [
	{ method: 'POST', path: '/webhook', scope, handle: register },
	{
		method: 'GET',
		path: '/webhook',
		scope,
		handle(call) {
			const { page, startAt, maxResults, total } = pageOf(
				ofApp(call),
				windowOf(call.query, PAGE, PAGE),
			);
			return ok({
				...{ maxResults, startAt, total, isLast: startAt + page.length >= total },
				values: page.map(({ clientId: _, accountId: __, ...shown }) => shown),
			});
		},
	},
	{
		method: 'DELETE',
		path: '/webhook',
		scope,
		handle(call) {
			for (const { id } of idsOf(call)) call.state.webhooks.delete(id);
			return { status: call.site.behaviour.deletedWebhooksStatus };
		},
	},
	{
		method: 'PUT',
		path: '/webhook/refresh',
		scope,
		handle(call) {
			const expirationDate = Date.now() + call.site.behaviour.webhookDays * DAY_MS;
			for (const webhook of idsOf(call)) webhook.expirationDate = expirationDate;
			return ok({ expirationDate });
		},
	},
];

function encode(part: object): string {
	return Buffer.from(JSON.stringify(part)).toString('base64url');
}

/** A JSON web token signed with what stands for the app's client secret: its client ID. */
function tokenFor(clientId: string): string {
	const iat = Math.floor(Date.now() / 1000);
	const claims = { iss: clientId, iat, exp: iat + 180 };
	const text = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(claims)}`;
	return `${text}.${createHmac('sha256', clientId).update(text).digest('base64url')}`;
}

/** Whether a URL leads to this machine: nothing else is ever called. */
export function isLocal(url: string): boolean {
	return ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname);
}

function changedFields(event: SiteEvent): string[] {
	const { changelog } = event.body as { changelog?: { items: Array<{ fieldId: string }> } };
	return changelog?.items.map(({ fieldId }) => fieldId) ?? [];
}

function fits(webhook: Webhook, event: SiteEvent, { state }: Site): boolean {
	if (!webhook.events.includes(event.webhookEvent) || webhook.expirationDate <= event.at)
		return false;
	const { fieldIdsFilter } = webhook;
	const isUpdate = event.webhookEvent === 'jira:issue_updated';
	if (
		isUpdate &&
		fieldIdsFilter &&
		!changedFields(event).some((id) => fieldIdsFilter.includes(id))
	) {
		return false;
	}
	const issue = state.issues.get(event.issueId ?? '');
	const setting = { state, accountId: webhook.accountId };
	return issue !== undefined && passes(webhook.jqlFilter, issue, setting) === true;
}

/** Calls the webhooks that an event is for: once for each URL, with the IDs that match. */
export function callWebhooks(site: Site, event: SiteEvent): void {
	const { state } = site;
	const matching = [...state.webhooks.values()].filter((webhook) => fits(webhook, event, site));
	for (const url of new Set(matching.map((webhook) => webhook.url))) {
		const own = matching.filter((webhook) => webhook.url === url);
		const call = {
			url,
			webhookEvent: event.webhookEvent,
			matchedWebhookIds: own.map(({ id }) => id),
		};
		if (!isLocal(url)) {
			state.webhookCalls.push({ ...call, error: 'Not called: the URL is not on this machine.' });
			continue;
		}
		fetch(url, {
			method: 'POST',
			headers: {
				'content-type': 'application/json; charset=utf-8',
				authorization: `Bearer ${tokenFor(own[0]!.clientId)}`,
				'x-atlassian-webhook-identifier': state.nextId('webhookCall'),
			},
			body: JSON.stringify({ ...event.body, matchedWebhookIds: call.matchedWebhookIds }),
		}).then(
			({ status }) => state.webhookCalls.push({ ...call, status }),
			(error: unknown) => state.webhookCalls.push({ ...call, error: String(error) }),
		);
	}
}
