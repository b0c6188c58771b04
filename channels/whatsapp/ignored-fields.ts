/** Webhook fields that hold no message of a citizen: kept in the delivery, counted, not taken in. */
const FIELDS = new Set([
  'account_alerts',
  'account_review_update',
  'account_settings_update',
  'account_update',
  'automatic_events',
  'business_capability_update',
  'calls',
  'flows',
  'group_lifecycle_update',
  'group_participants_update',
  'group_settings_update',
  'group_status_update',
  'history',
  'message_template_components_update',
  'message_template_quality_update',
  'message_template_status_update',
  'messages',
  'phone_number_name_update',
  'phone_number_quality_update',
  'security',
  'smb_app_state_sync',
  'smb_message_echoes',
  'template_category_update',
  'user_preferences',
]);

/** Metrics get known words only, so that nobody outside can make labels without end. */
export function ignoredFieldCode(field: string | undefined): string {
  return field !== undefined && FIELDS.has(field) ? `field-${field.replaceAll('_', '-')}` : 'field-unknown';
}
