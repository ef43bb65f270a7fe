import { randomUUID } from 'node:crypto';
import { CLIENT_REQUEST_SCHEMA, fieldsFrom, requireRoles } from './clientRules.mts';
import { clientView } from './clientViews.mts';
import { ApiError } from './errors.mts';
import { page } from './paging.mts';
import { isDeleted, newSecret, type OAuthClient } from './state.mts';
import { callerRef, ok, reading, type Call, type Operation, type World } from './world.mts';

const PATH = '/api/v2/oauth/clients';
const SEVEN_DAYS = 7 * 24 * 60 * 60 * 1000;

/**
 * The client a path names.
 * @throws ApiError client.not.found
 */
export function clientOf({ params, world }: Call): OAuthClient {
	const client = world.state.clients.get(params.clientId ?? '');
	if (!client || (client.goneFrom !== undefined && client.goneFrom <= Date.now())) {
		throw new ApiError('client.not.found');
	}
	return client;
}

/** Whether a client of this grant type has a secret. */
function hasSecret(client: Pick<OAuthClient, 'authorizedGrantType'>, world: World): boolean {
	return client.authorizedGrantType !== 'TOKEN' || world.behaviour.tokenClientSecret;
}

function refuseTakenName({ world }: Call, name: string, self?: OAuthClient): void {
	if (!world.behaviour.uniqueClientNames) return;
	for (const other of world.state.clients.values()) {
		if (other !== self && other.name === name && !isDeleted(other)) {
			throw new ApiError('request.conflict');
		}
	}
}

function tooMany({ state, behaviour }: World): boolean {
	if (behaviour.maxClients === 0) return false;
	let count = 0;
	for (const client of state.clients.values()) if (!isDeleted(client)) count += 1;
	return count >= behaviour.maxClients;
}

const FEW = ['id', 'name', 'authorizedGrantType', 'state', 'selfUri'];

/** What the example of the list has of a client (Genesys Cloud API description). */
const fewMembers = (client: object): object =>
	Object.fromEntries(Object.entries(client).filter(([member]) => FEW.includes(member)));

function list({ query, world }: Call) {
	const { state, behaviour } = world;
	const now = Date.now();
	const listed: OAuthClient[] = [];
	for (const client of state.clients.values()) {
		const gone = client.goneFrom !== undefined && client.goneFrom <= now;
		if (client.listedFrom <= now && (!gone || behaviour.deletedClients === 'stayInList')) {
			listed.push(client);
		}
	}
	const view = (client: OAuthClient) => {
		const whole = clientView(client, behaviour, { inList: (client.goneFrom ?? Infinity) <= now });
		return behaviour.listedMembers === 'all' ? whole : fewMembers(whole);
	};
	if (behaviour.clientListing === 'paged') return ok(page(listed, query, PATH, view));
	const pageSize = Math.max(25, listed.length);
	const uri = `${PATH}?pageNumber=1&pageSize=${pageSize}`;
	return ok({
		entities: listed.map(view),
		pageSize,
		pageNumber: 1,
		total: listed.length,
		pageCount: 1,
		firstUri: uri,
		selfUri: uri,
		lastUri: uri,
	});
}

function create(call: Call) {
	const { world, caller } = call;
	const fields = fieldsFrom(call);
	refuseTakenName(call, fields.name);
	if (tooMany(world)) throw new ApiError('auth.too.many.clients');
	const now = new Date();
	const by = callerRef(caller);
	const client: OAuthClient = {
		...fields,
		id: randomUUID(),
		dateCreated: now.toISOString(),
		dateModified: now.toISOString(),
		createdBy: by,
		modifiedBy: by,
		secret: hasSecret(fields, world) ? newSecret() : undefined,
		listedFrom: now.getTime() + world.behaviour.listLagMs,
	};
	world.state.clients.set(client.id, client);
	return ok(clientView(client, world.behaviour, { secret: client.secret }));
}

function update(call: Call) {
	const { world, caller } = call;
	const client = clientOf(call);
	if (isDeleted(client)) throw new ApiError('client.not.found');
	if (client.state === 'disabled') {
		throw new ApiError('bad.client.state', [], 'Client is disabled.');
	}
	const fields = fieldsFrom(call, client);
	requireRoles(call, client);
	refuseTakenName(call, fields.name, client);
	const now = new Date();
	const goesInactive = fields.state === 'inactive' && world.behaviour.dateToDeleteOnInactive;
	Object.assign(client, fields, {
		dateModified: now.toISOString(),
		modifiedBy: callerRef(caller),
		...(goesInactive && { dateToDelete: new Date(now.getTime() + SEVEN_DAYS).toISOString() }),
	});
	return ok(clientView(client, world.behaviour));
}

function remove(call: Call) {
	const { behaviour } = call.world;
	const client = clientOf(call);
	if (isDeleted(client)) throw new ApiError('client.not.found');
	if (client.state !== 'inactive') throw new ApiError('cannot.delete.client');
	client.goneFrom = Date.now() + behaviour.deletionLagMs;
	return { status: behaviour.deleteStatus };
}

function regenerate(call: Call) {
	const { world, caller } = call;
	const { behaviour, state } = world;
	const client = clientOf(call);
	// This operation declares not.found, unlike its neighbours.
	if (isDeleted(client)) throw new ApiError('not.found');
	requireRoles(call, client, 'The caller does not have all the roles assigned to this client.');
	if (client.secret !== undefined && behaviour.oldSecretGraceMs > 0) {
		client.previousSecret = {
			value: client.secret,
			worksUntil: Date.now() + behaviour.oldSecretGraceMs,
		};
	}
	client.secret = newSecret();
	if (behaviour.rotationSetsDateModified) {
		client.dateModified = new Date().toISOString();
		client.modifiedBy = callerRef(caller);
	}
	if (!behaviour.rotationKeepsTokens) {
		for (const [value, token] of state.tokens) {
			if (token.clientId === client.id) state.tokens.delete(value);
		}
	}
	return ok(clientView(client, behaviour, { secret: client.secret }));
}

/** Answers not.found where clientOf says client.not.found. */
function withPlainNotFound(handle: (call: Call) => ReturnType<typeof regenerate>) {
	return (call: Call) => {
		try {
			return handle(call);
		} catch (error) {
			if (error instanceof ApiError && error.code === 'client.not.found') {
				throw new ApiError('not.found');
			}
			throw error;
		}
	};
}

/** OAuth clients (Genesys Cloud API description: OAuth). */
export const oauthClientOperations: Operation[] = [
	{
		method: 'GET',
		path: PATH,
		anyPermission: ['oauth:client:view'],
		scopes: reading('oauth'),
		handle: list,
	},
	{
		method: 'POST',
		path: PATH,
		anyPermission: ['oauth:client:add'],
		scopes: ['oauth'],
		bodySchema: CLIENT_REQUEST_SCHEMA,
		handle: create,
	},
	{
		method: 'GET',
		path: `${PATH}/:clientId`,
		anyPermission: ['oauth:client:view'],
		scopes: reading('oauth'),
		handle: (call) => ok(clientView(clientOf(call), call.world.behaviour)),
	},
	{
		method: 'PUT',
		path: `${PATH}/:clientId`,
		anyPermission: ['oauth:client:edit'],
		scopes: ['oauth'],
		bodySchema: CLIENT_REQUEST_SCHEMA,
		handle: update,
	},
	{
		method: 'DELETE',
		path: `${PATH}/:clientId`,
		anyPermission: ['oauth:client:delete'],
		scopes: ['oauth'],
		handle: remove,
	},
	{
		method: 'POST',
		path: `${PATH}/:clientId/secret`,
		anyPermission: ['oauth:client:edit'],
		scopes: ['oauth'],
		handle: withPlainNotFound(regenerate),
	},
];
