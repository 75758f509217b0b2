-- Acts are named after their thing, so that the list can be filtered by it.
update "Audit" set "act" = case "act"
  when 'invitations.sent' then 'invitation.sent'
  when 'address.corrected' then 'invitation.corrected'
  when 'change.undone' then 'session.undone'
  when 'invitee.taken-out' then 'invitation.taken-out'
  when 'invitee.reinvited' then 'invitation.reinvited'
  when 'reply.entered' then 'invitation.answered'
end
where "act" in ('invitations.sent', 'address.corrected', 'change.undone', 'invitee.taken-out', 'invitee.reinvited', 'reply.entered');
