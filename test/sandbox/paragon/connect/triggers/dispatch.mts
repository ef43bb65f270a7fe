import { passes, search } from '../../../jira/jql/index.mts';
import { issueView } from '../../../jira/issueView.mts';
import type { SiteEvent } from '../../../jira/records.mts';
import type { Site } from '../../../jira/site.mts';
import { commentView, projectDetails, viewsOf } from '../../../jira/views.mts';
import type { World } from '../../world.mts';
import type { Subscription } from '../records.mts';
import { isPolled, TRIGGERS, type Trigger } from './definitions.mts';
import type { Deliverer } from './deliverer.mts';

/** @throws Error in the provider's words when a query is none */
export function checkJql({ state }: Site, accountId: string, jql: string): void {
	search(jql, { state, accountId }, false);
}

/** The record that an event is about, as the REST API shows it; a deleted one is as it was told. */
function recordOf(site: Site, { issueId, projectId, commentId, body }: SiteEvent): unknown {
	const views = viewsOf(site);
	const { issues, comments, projects } = site.state;
	const issue = issues.get(issueId ?? '');
	if (issueId === undefined) {
		const project = projects.get(projectId);
		return project ? projectDetails(views, project) : body.project;
	}
	const comment = comments.get(commentId ?? '');
	if (issue && comment) return { ...commentView(views, issue, comment), issue: body.issue };
	return issue ? issueView(issue, views, { fields: ['*all'], expand: [] }) : body.issue;
}

/** What `payload` holds, by the switch. */
export function payloadOf(world: World, trigger: Trigger, event: SiteEvent): unknown {
	const { behaviour, jira } = world;
	const { triggerPayload } = behaviour;
	const form = isPolled(trigger, behaviour) ? 'record' : 'webhook';
	return (triggerPayload === 'byModel' ? form : triggerPayload) === 'webhook'
		? event.body
		: recordOf(jira, event);
}

/** A filter that is no longer valid makes its subscription ERRORED. */
function passesFilter(
	{ jira, state }: World,
	subscription: Subscription,
	event: SiteEvent,
): boolean {
	const { jqlQuery } = subscription.parameters;
	const issue = jira.state.issues.get(event.issueId ?? '');
	if (typeof jqlQuery !== 'string' || jqlQuery.trim() === '' || !issue) return true;
	const { projectId, credentialId } = subscription;
	const accountId = state.connectCredentials.find(projectId, credentialId)?.providerId ?? '';
	const passed = passes(jqlQuery, issue, { state: jira.state, accountId });
	if (passed === undefined) {
		Object.assign(subscription, { status: 'ERRORED', error: 'The JQL query is not valid.' });
	}
	return passed === true;
}

function delivers({ state }: World, { projectId, credentialId, status }: Subscription): boolean {
	const credential = state.connectCredentials.find(projectId, credentialId);
	return status === 'ACTIVE' && credential?.status === 'VALID';
}

/** Hands an event of Jira to all who have subscribed to it. */
export function dispatchJira(world: World, deliverer: Deliverer, event: SiteEvent): void {
	const { state, behaviour } = world;
	const trigger = TRIGGERS.find((each) => each.event === event.webhookEvent);
	if (!trigger) return;
	for (const subscription of state.subscriptions.all()) {
		if (subscription.trigger !== trigger.key || !delivers(world, subscription)) continue;
		if (!passesFilter(world, subscription, event)) continue;
		const delayMs = isPolled(trigger, behaviour) ? behaviour.pollMs : 0;
		deliverer.deliver(subscription, payloadOf(world, trigger, event), { delayMs });
	}
}

/** Hands a message of Slack to all who have subscribed to its channel. */
export function dispatchSlack(
	world: World,
	deliverer: Deliverer,
	message: Record<string, unknown>,
): void {
	for (const subscription of world.state.subscriptions.all()) {
		const { trigger, parameters } = subscription;
		if (trigger !== 'newMessage' || !delivers(world, subscription)) continue;
		if (parameters.channel === message.channel) deliverer.deliver(subscription, message);
	}
}
