import { MODE_FIELDS } from './modes.mts';
import type { AuditLog, Version } from './state.mts';
import type { Call } from './world.mts';

/** Operations on credentials; their names have two spellings. */
type CredentialAct = 'Save' | 'Destruction' | 'Movement';
type OtherAct = `${'Team' | 'Folder'}${'Creation' | 'Update' | 'Destruction'}`;

const SECRET = new Set(
	Object.values(MODE_FIELDS)
		.flatMap((fields) => Object.keys(fields))
		.filter((name) => name !== 'content_type'),
);

const camel = (name: string): string =>
	name.replace(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase());

/** What a request sent, in the log's spelling and without the mode's fields, secret or not. */
function redacted(body: unknown): Record<string, unknown> {
	return Object.fromEntries(
		Object.entries((body ?? {}) as Record<string, unknown>).map(([name, value]) => [
			camel(name),
			SECRET.has(name) ? 'REDACTED' : name === 'team_id' ? String(value) : value,
		]),
	);
}

/** Writes what a key has done to a credential: never with its ID, but with its name and team. */
export function auditCredential(call: Call, act: CredentialAct, credential: Version): void {
	const { name, mode, team_id } = credential;
	const inputs = { name, mode, teamId: String(team_id), ...redacted(call.body) };
	write(call, `${call.world.behaviour.auditNames}${act}`, inputs);
}

/** Writes what a key has done to a team or folder. */
export function audit(call: Call, act: OtherAct): void {
	write(call, act, redacted(call.body));
}

function write(call: Call, operationName: string, inputs: Record<string, unknown>): AuditLog {
	const { key, world, from } = call;
	const { state } = world;
	const user = state.users.get(key.user_id);
	const now = new Date().toISOString();
	return state.auditLogs.add({
		id: state.nextId('auditLog'),
		created_at: now,
		updated_at: now,
		operation_name: operationName,
		tenant_id: state.tenantId,
		user_id: key.user_id,
		user_email: user?.email ?? '',
		user_name: `${user?.first_name} ${user?.last_name}`,
		request_ip: from.ip,
		request_user_agent: from.userAgent,
		inputs: { inputs },
		outputs: {},
	});
}
