import { InvalidInput } from '../../core/errors';
import { FIELD_NAMES, FIELDS, REDIRECTING } from './fields';
import type { OAuthClientSpec } from './fields';

const label = (field: keyof OAuthClientSpec) => FIELDS[field].property.displayName;

/**
 * The rules of Genesys Cloud between grant type, roles, scopes and redirect URIs.
 *
 * @param touched the fields that are being set: a rule about none of them is not ours to enforce
 * @throws InvalidInput
 */
export function checkGrant(
	spec: OAuthClientSpec,
	touched: ReadonlyArray<keyof OAuthClientSpec> = FIELD_NAMES,
): void {
	const grantType = spec.authorizedGrantType;
	if (grantType === undefined) return;
	const concerns = (field: keyof OAuthClientSpec) =>
		touched.includes(field) || touched.includes('authorizedGrantType');

	if (concerns('roles')) {
		const roles = spec.roles?.length ?? 0;
		if (grantType === 'CLIENT-CREDENTIALS' && roles === 0) {
			throw new InvalidInput(
				label('roles'),
				'the grant type Client Credentials needs at least one role',
				'Add a role; the division may stay empty for the home division.',
			);
		}
		if (grantType !== 'CLIENT-CREDENTIALS' && roles > 0) {
			throw new InvalidInput(
				label('roles'),
				`roles are for the grant type Client Credentials only, not for ${grantType}`,
				'Remove the roles: with this grant type the rights are those of the user, within the scopes.',
			);
		}
	}
	if (concerns('scopes') && grantType !== 'CLIENT-CREDENTIALS' && !spec.scopes?.length) {
		throw new InvalidInput(label('scopes'), `the grant type ${grantType} needs at least one scope`);
	}
	if (
		concerns('registeredRedirectUris') &&
		REDIRECTING.includes(grantType) &&
		!spec.registeredRedirectUris?.length
	) {
		throw new InvalidInput(
			label('registeredRedirectUris'),
			`the grant type ${grantType} needs at least one, to send users back to`,
		);
	}
}
