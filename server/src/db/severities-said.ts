/**
 * SQL of what an incident was said to be, in turn, and of the worst of it (B16), after it is said to be `severity` at an
 * instant. `before`: its row until now, or none.
 */
export function severitiesAfter(
  before: string,
  severity: string,
  at: string,
): { severity: string; severities: string } {
  const entry = (instant: string) =>
    `jsonb_build_array(jsonb_build_object('severity', ${severity}, 'at', ${instant}))`;
  const utc = `to_char(${at} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`;
  return {
    // sev1, the worst, is the first by its name too; least() passes over null.
    severity: `least(${before}.severity, ${severity})`,
    severities: `case
      when ${before}.id is null then case when ${severity} is null then '[]'::jsonb else ${entry('null')} end
      when ${before}.severities -> -1 ->> 'severity' is not distinct from ${severity} then ${before}.severities
      else ${before}.severities || ${entry(utc)} end`,
  };
}
