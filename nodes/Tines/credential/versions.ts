import { InvalidInput } from '../../core/errors';
import { FIELDS } from './fields';
import type { CredentialSpec } from './fields';
import type { Credential } from './wire';

/** @throws InvalidInput when there is no test version that could be changed */
export function checkTestVersion(
	{ id, name, ...stored }: Credential,
	change: CredentialSpec,
): void {
	const enabled = change.test_credential_enabled ?? stored.test_credential_enabled;
	const missing = !stored.test_credential;
	// Not every tenant has the member test_credential in its answer.
	if (enabled && stored.test_credential !== null) return;
	throw new InvalidInput(
		'Version',
		`the credential '${name}' (${id}) ${missing ? 'has no test version' : 'has its test version switched off'}`,
		missing
			? 'Create one: operation Create with the field Live Credential.'
			: 'Add the field Test Credential Enabled.',
	);
}

/** @throws InvalidInput when this live credential cannot be given a test version */
export function checkCanHaveTest(
	{ id, name, mode, ...live }: Credential,
	spec: CredentialSpec,
): void {
	const field = FIELDS.live_credential_id.property.displayName;
	if (live.test_credential) {
		throw new InvalidInput(
			field,
			`'${name}' (${id}) has a test version already`,
			'Change it with the operation Update and the option Version.',
		);
	}
	if (spec.mode !== mode) {
		throw new InvalidInput(field, `'${name}' (${id}) is of the mode ${mode}, not ${spec.mode}`);
	}
}
