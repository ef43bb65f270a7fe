import { randomUUID } from 'node:crypto';
import { credentialType, credentialTypes, isSecretField, typeView } from './credentialTypes.mts';
import { ApiError } from './errors.mts';
import { cursorPage, page } from './paging.mts';
import type { Credential } from './state.mts';
import { ok, reading, type Call, type Operation } from './world.mts';

const PATH = '/api/v2/integrations/credentials';
const VIEW = ['integrations:integration:view'];

/** Genesys Cloud API description: Credential. */
interface CredentialRequest {
	name?: string | null;
	type: { id?: string; name?: string };
	credentialFields?: Record<string, string> | null;
}

const REQUEST_SCHEMA = {
	type: 'object',
	required: ['type'],
	properties: {
		name: { type: ['string', 'null'] },
		type: {
			type: 'object',
			properties: { id: { type: 'string' }, name: { type: 'string' } },
		},
		credentialFields: { type: ['object', 'null'], additionalProperties: { type: 'string' } },
	},
};

function infoView({ id, name, type, createdDate, modifiedDate }: Credential): object {
	return {
		id,
		...(name !== undefined && { name }),
		createdDate,
		modifiedDate,
		type: { id: type, name: type },
		selfUri: `${PATH}/${id}`,
	};
}

function fullView({ world }: Call, { id, name, type, credentialFields }: Credential): object {
	const { redaction } = world.behaviour;
	const shown = Object.entries(credentialFields).flatMap(([field, value]) => {
		if (!isSecretField(type, field)) return [[field, value]];
		if (redaction === 'omitted') return [];
		return [[field, redaction === 'null' ? null : '**********']];
	});
	return {
		id,
		...(name !== undefined && { name }),
		type: { id: type, name: type },
		credentialFields: Object.fromEntries(shown) as object,
		selfUri: `${PATH}/${id}`,
	};
}

function typeOf({ type }: CredentialRequest): string {
	const name = type.name ?? type.id ?? '';
	if (!credentialType(name)) {
		const known = credentialTypes().map((known) => known.name);
		throw new ApiError('invalid.value', [name, 'type', known.join(', ')]);
	}
	return name;
}

function find({ params, world }: Call): Credential {
	const credential = world.state.credentials.get(params.credentialId ?? '');
	if (!credential) throw new ApiError('not.found');
	return credential;
}

function create({ body, world }: Call) {
	const request = body as CredentialRequest;
	const now = new Date().toISOString();
	const credential = world.state.addCredential({
		id: randomUUID(),
		name: request.name ?? undefined,
		type: typeOf(request),
		credentialFields: { ...request.credentialFields },
		createdDate: now,
		modifiedDate: now,
	});
	return ok(infoView(credential));
}

function update(call: Call) {
	const request = call.body as CredentialRequest;
	const credential = find(call);
	const type = typeOf(request);
	const kept =
		call.world.behaviour.credentialUpdate === 'keepOmitted' && type === credential.type
			? credential.credentialFields
			: {};
	credential.name = request.name ?? undefined;
	credential.type = type;
	credential.credentialFields = { ...kept, ...request.credentialFields };
	credential.modifiedDate = new Date().toISOString();
	return ok(infoView(credential));
}

/** Integration credentials (Genesys Cloud API description: Credential, CredentialInfo). */
export const credentialOperations: Operation[] = [
	{
		method: 'GET',
		path: PATH,
		anyPermission: VIEW,
		scopes: reading('integrations'),
		handle({ query, world }) {
			return ok(page([...world.state.credentials.values()], query, PATH, infoView));
		},
	},
	{
		method: 'GET',
		path: `${PATH}/listing`,
		anyPermission: VIEW,
		scopes: reading('integrations'),
		handle({ query, world }) {
			const { credentials, credentialPositions } = world.state;
			const all = [...credentials.values()];
			const place = (id: string) => credentialPositions.get(id);
			return ok(cursorPage(all, query, `${PATH}/listing`, place, infoView));
		},
	},
	{
		method: 'GET',
		path: `${PATH}/types`,
		anyPermission: VIEW,
		scopes: reading('integrations'),
		handle: () => ok(credentialTypes().map(typeView)),
	},
	{
		method: 'POST',
		path: PATH,
		anyPermission: ['integrations:integration:add'],
		scopes: ['integrations'],
		bodySchema: REQUEST_SCHEMA,
		handle: create,
	},
	{
		method: 'GET',
		path: `${PATH}/:credentialId`,
		anyPermission: VIEW,
		scopes: reading('integrations'),
		handle: (call) => ok(fullView(call, find(call))),
	},
	{
		method: 'PUT',
		path: `${PATH}/:credentialId`,
		anyPermission: ['integrations:integration:edit'],
		scopes: ['integrations'],
		bodySchema: REQUEST_SCHEMA,
		handle: update,
	},
	{
		method: 'DELETE',
		path: `${PATH}/:credentialId`,
		anyPermission: ['integrations:integration:delete'],
		scopes: ['integrations'],
		handle(call) {
			call.world.state.credentials.delete(find(call).id);
			return { status: 204 };
		},
	},
];
