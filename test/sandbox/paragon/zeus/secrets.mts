import { createHash } from 'node:crypto';
import { ApiError } from '../errors.mts';
import type { EnvironmentSecret } from '../records.mts';
import { dated } from '../newRecords.mts';
import { created, deleted, ok, WRITERS, type Answer, type Call, type Operation } from './call.mts';
import { listed } from './lists.mts';
import { isString, TEXT, type Rules } from './rules.mts';

const PATH = '/projects/:projectId/secrets';
const RULES: Rules = { key: TEXT, value: { rules: [isString] } };

function secretView({ value, ...shown }: EnvironmentSecret): object {
	const hash = createHash('sha256').update(`${shown.id} ${value}`).digest('hex');
	return { ...shown, hash, dateDeleted: null };
}

/** @throws ApiError 404 */
function secretOf({ world, project, params }: Call): EnvironmentSecret {
	const { secretId = '' } = params;
	const secret = world.state.secrets.find(project!.id, secretId);
	if (!secret) throw new ApiError('secretNotFound', { meta: { secretId } });
	return secret;
}

/** @throws ApiError 409 when another secret of the project has the key */
function refuseTakenKey({ world, project, body }: Call, own?: EnvironmentSecret): void {
	if (world.behaviour.duplicateSecretKey === 'accepted') return;
	const secrets = world.state.secrets.of(project!.id);
	if (secrets.some((secret) => secret.key === body.key && secret !== own)) {
		throw new ApiError('duplicateSecret', { meta: { key: body.key } });
	}
}

function create(call: Call): Answer {
	const { world, project, caller, body } = call;
	if (caller.role !== 'ADMIN' && world.behaviour.memberSecrets === 'none') {
		throw new ApiError('forbidden');
	}
	refuseTakenKey(call);
	const { key, value } = body as { key: string; value: string };
	const secret = world.state.secrets.add({ ...dated(), key, value, projectId: project!.id });
	return created(secretView(secret));
}

function update(call: Call): Answer {
	const secret = secretOf(call);
	refuseTakenKey(call, secret);
	const { key, value } = call.body as { key: string; value: string };
	return ok(
		secretView(Object.assign(secret, { key, value, dateUpdated: new Date().toISOString() })),
	);
}

function remove(call: Call): Answer {
	call.world.state.secrets.remove(secretOf(call));
	return deleted(call.world);
}

/** Environment secrets (reference: EnvironmentSecret); their values are never shown. */
export const secretOperations: Operation[] = [
	{
		method: 'GET',
		path: PATH,
		roles: WRITERS,
		handle: (call) =>
			listed('secrets', call.world.state.secrets.of(call.project!.id), call, secretView),
	},
	{
		method: 'POST',
		path: PATH,
		roles: WRITERS,
		rules: RULES,
		secretMembers: ['value'],
		handle: create,
	},
	{
		method: 'PATCH',
		path: `${PATH}/:secretId`,
		roles: ['ADMIN'],
		rules: RULES,
		secretMembers: ['value'],
		handle: update,
	},
	{ method: 'DELETE', path: `${PATH}/:secretId`, roles: ['ADMIN'], handle: remove },
];
