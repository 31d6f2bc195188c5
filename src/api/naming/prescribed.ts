import { memoize } from '../../core/memoize.ts'
import type { Contract } from '../../openapi/contract.ts'

/** Names prescribed by OAuth 2.0, OpenID Connect and their extensions. */
const signIn: ReadonlySet<string> = new Set(
  `
    access_token oauth_token token_type expires_in refresh_token refresh_token_expires_in grant_type client_id client_secret redirect_uri
    redirect_uris response_type response_types response_mode code_challenge code_challenge_method code_verifier id_token
    id_token_hint login_hint acr_values max_age ui_locales error_description error_uri device_code user_code verification_uri
    verification_uri_complete client_assertion client_assertion_type subject_token subject_token_type actor_token
    actor_token_type requested_token_type issued_token_type token_type_hint request_uri post_logout_redirect_uri given_name
    family_name middle_name preferred_username email_verified phone_number_verified auth_time at_hash c_hash
    authorization_endpoint token_endpoint userinfo_endpoint jwks_uri registration_endpoint introspection_endpoint
    revocation_endpoint end_session_endpoint scopes_supported response_types_supported grant_types_supported
    subject_types_supported claims_supported id_token_signing_alg_values_supported token_endpoint_auth_methods_supported
    token_endpoint_auth_method client_id_issued_at client_secret_expires_at client_name software_id software_version
  `.trim().split(/\s+/),
)

/** Names prescribed by SCIM (RFC 7643, RFC 7644). */
const provisioning: ReadonlySet<string> = new Set(
  `
    userName givenName familyName middleName honorificPrefix honorificSuffix displayName nickName profileUrl userType
    preferredLanguage externalId scimType totalResults startIndex itemsPerPage resourceType lastModified bulkId failOnErrors
    phoneNumbers x509Certificates employeeNumber costCenter
  `.trim().split(/\s+/),
)

const speaksOfScim = memoize((contract: Contract) => /scim/i.test(contract.root.document.text))

/**
 * True for names that a standard prescribes, so that the API's authors could not choose them. SCIM's names are everyday words, so they only
 * count if the contract mentions SCIM.
 */
export function isPrescribed(name: string, contract: Contract): boolean {
  if (signIn.has(name)) return true
  return provisioning.has(name) && speaksOfScim(contract)
}
