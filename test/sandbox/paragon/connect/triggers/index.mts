import { randomUUID } from 'node:crypto';
import { ApiError } from '../../errors.mts';
import { isObject, TEXT, type Rules } from '../../zeus/rules.mts';
import { invalidMember } from '../../zeus/rules.mts';
import { ok, type ConnectAnswer, type ConnectCall, type ConnectOperation } from '../call.mts';
import { credentialFor, needIntegration } from '../credentials.mts';
import { checkPermission } from '../permissions.mts';
import type { ConnectCredential, Subscription, WebhookOverride } from '../records.mts';
import { isAvailable, listErrors, listOf } from '../tools/index.mts';
import { definitionView, nameOf, TRIGGERS, type Trigger } from './definitions.mts';
import { checkJql } from './dispatch.mts';
import { examplesOf } from './examples.mts';

const PATH = '/projects/:projectId';
const SUBSCRIPTIONS = `${PATH}/trigger-subscriptions`;

const webhookOverride = {
	rules: [isObject],
	optional: true,
	members: { url: TEXT, headers: { rules: [isObject], optional: true } },
} as const;
const SUBSCRIBE: Rules = {
	integration: TEXT,
	type: TEXT,
	parameters: { rules: [isObject] },
	webhookOverride,
};
const EXAMPLES: Rules = {
	integration: TEXT,
	type: TEXT,
	parameters: { rules: [isObject], optional: true },
};

function view({ world }: ConnectCall, subscription: Subscription): object {
	const { id, type, parameters, status, dateCreated, dateLastReceivedEvent } = subscription;
	const { credentialId, error, webhookOverride: override } = subscription;
	const shown =
		override && (world.behaviour.overrideShown === 'whole' ? override : { url: override.url });
	return {
		...{ id, type, parameters, status, dateCreated, dateLastReceivedEvent, credentialId },
		...(error !== undefined && { error }),
		...(shown && { webhookOverride: shown }),
	};
}

/** The trigger that a body names, and the account it is for. */
function chosen(call: ConnectCall): { trigger: Trigger; credential: ConnectCredential } {
	const { world, claims } = call;
	const { integration: name, type } = call.body as Record<string, string>;
	const integration = needIntegration(call, name!);
	const trigger = TRIGGERS.find(
		(each) => each.integration === integration.type && nameOf(each, world.behaviour) === type,
	);
	if (!trigger) throw new ApiError('triggerNotFound', { meta: { integration: name, type } });
	const credential = credentialFor(call, integration);
	checkPermission(world, claims, 'actionkit', {
		integration: integration.type,
		credentialId: credential.id,
	});
	return { trigger, credential };
}

/** @throws ApiError 400 */
function checkParameters(
	{ world }: ConnectCall,
	{ inputs }: Trigger,
	{ providerId }: ConnectCredential,
	parameters: Record<string, unknown>,
): void {
	const refuse = (message: string) => new ApiError('wrongParameters', { message });
	for (const { id, required } of inputs) {
		const value = parameters[id];
		const isEmpty = value === undefined || value === null || value === '';
		if (isEmpty && required) throw refuse(`Parameter "${id}" is required.`);
		if (!isEmpty && typeof value !== 'string') throw refuse(`Parameter "${id}" must be a string.`);
		if (id !== 'jqlQuery' || isEmpty) continue;
		try {
			checkJql(world.jira, providerId, value as string);
		} catch (error) {
			const { errorMessages } = (error as { body: { errorMessages: string[] } }).body;
			throw refuse(`Parameter "jqlQuery" is not valid: ${errorMessages.join(' ')}`);
		}
	}
}

/** @throws ApiError when the account wasn't given what the trigger needs */
function checkScope(
	{ world }: ConnectCall,
	{ scope, title }: Trigger,
	{ scopes }: ConnectCredential,
): void {
	if (scope === undefined || scopes.includes(scope)) return;
	throw new ApiError('scopeMissing', {
		status: world.behaviour.scopeMissingStatus,
		message: `The trigger "${title}" requires the scope ${scope}. Add it to your Jira application and reconnect.`,
		meta: { missingScopes: [scope] },
	});
}

/** @throws ApiError 400 */
function checkUrl({ url }: WebhookOverride): void {
	if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
		throw invalidMember('isUrl', 'url must be a URL address');
	}
}

function subscribe(call: ConnectCall): ConnectAnswer {
	const { world, user, project } = call;
	const { parameters, webhookOverride: override } = call.body as {
		parameters: Record<string, unknown>;
		webhookOverride?: WebhookOverride;
	};
	const { trigger, credential } = chosen(call);
	checkParameters(call, trigger, credential, parameters);
	checkScope(call, trigger, credential);
	if (override) checkUrl(override);
	const subscription = world.state.subscriptions.add({
		id: randomUUID(),
		projectId: project.id,
		credentialId: credential.id,
		userId: user.userId,
		integration: trigger.integration,
		trigger: trigger.key,
		type: nameOf(trigger, world.behaviour),
		parameters,
		status: 'ACTIVE',
		dateCreated: new Date().toISOString(),
		dateLastReceivedEvent: null,
		...(override && { webhookOverride: override }),
		failures: 0,
	});
	return { status: world.behaviour.subscribedStatus, body: view(call, subscription) };
}

function own({ world, user, project }: ConnectCall): Subscription[] {
	return world.state.subscriptions.of(project.id).filter(({ userId }) => userId === user.userId);
}

/** @throws ApiError 404 */
function subscriptionOf(call: ConnectCall): Subscription {
	const { subscriptionId = '' } = call.params;
	const found = own(call).find(({ id }) => id === subscriptionId);
	if (!found) throw new ApiError('subscriptionNotFound', { meta: { subscriptionId } });
	return found;
}

function list(call: ConnectCall): ConnectAnswer {
	const integrations = listOf(call, 'integrations');
	const [statuses, types] = [listOf(call, 'status'), listOf(call, 'type')];
	const found = own(call).filter(
		({ integration, status, type }) =>
			(integrations?.includes(integration) ?? true) &&
			(statuses?.includes(status) ?? true) &&
			(types?.includes(type) ?? true),
	);
	const triggers = Object.groupBy(found, ({ integration }) => integration);
	return ok({
		triggers: Object.fromEntries(
			Object.entries(triggers).map(([integration, group]) => [
				integration,
				group!.map((each) => view(call, each)),
			]),
		),
	});
}

/** Members that are given take the place of those that are there; null takes them away. */
function patch(call: ConnectCall): ConnectAnswer {
	const { world, body } = call;
	const subscription = subscriptionOf(call);
	const changes = (isObject.holds(body) ? body : {}) as {
		parameters?: Record<string, unknown> | null;
		webhookOverride?: WebhookOverride | null;
	};
	const { parameters, webhookOverride: override } = changes;
	const trigger = TRIGGERS.find(({ key }) => key === subscription.trigger)!;
	const credential = world.state.connectCredentials.find(
		subscription.projectId,
		subscription.credentialId,
	);
	if (parameters !== undefined) {
		const merged = { ...subscription.parameters, ...parameters };
		const left = Object.entries(merged).filter(([, value]) => value !== null);
		const next = parameters === null ? {} : (Object.fromEntries(left) as Record<string, unknown>);
		if (credential) checkParameters(call, trigger, credential, next);
		subscription.parameters = next;
	}
	if (override === null) delete subscription.webhookOverride;
	else if (override !== undefined) {
		const next = { ...subscription.webhookOverride, ...override };
		checkUrl(next);
		subscription.webhookOverride = next;
	}
	if (world.behaviour.patchReactivates) {
		subscription.status = 'ACTIVE';
		delete subscription.error;
	}
	return ok(view(call, subscription));
}

function definitions(call: ConnectCall): ConnectAnswer {
	const wanted = listOf(call, 'integrations');
	const types = [...new Set(TRIGGERS.map(({ integration }) => integration))].filter(
		(type) => wanted?.includes(type) ?? true,
	);
	return ok({
		triggers: Object.fromEntries(
			types
				.filter((type) => isAvailable(call, type))
				.map((type) => [
					type,
					TRIGGERS.filter(({ integration }) => integration === type).map((each) =>
						definitionView(each, call.world.behaviour),
					),
				]),
		),
		...listErrors(call, types),
	});
}

/** ActionKit's triggers and the subscriptions to them. */
export const triggerOperations: ConnectOperation[] = [
	{ method: 'GET', path: `${PATH}/triggers`, handle: definitions },
	{
		method: 'POST',
		path: `${PATH}/triggers/examples`,
		rules: EXAMPLES,
		handle(call) {
			const { trigger, credential } = chosen(call);
			const examples = examplesOf(call.world, trigger, credential);
			return ok(call.world.behaviour.examplesShape === 'array' ? examples : { examples });
		},
	},
	{ method: 'POST', path: SUBSCRIPTIONS, rules: SUBSCRIBE, handle: subscribe },
	{ method: 'GET', path: SUBSCRIPTIONS, handle: list },
	{ method: 'PATCH', path: `${SUBSCRIPTIONS}/:subscriptionId`, handle: patch },
	{
		method: 'DELETE',
		path: `${SUBSCRIPTIONS}/:subscriptionId`,
		handle(call) {
			call.world.state.subscriptions.remove(subscriptionOf(call));
			const { unsubscribedStatus: status } = call.world.behaviour;
			return { status };
		},
	},
];
