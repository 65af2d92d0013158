-- A write that harms nothing and fails as a commit would. KEYS: probe, restoring.
if redis.call('EXISTS', KEYS[2]) == 1 then
  return redis.error_reply('RESTORING a backup is being restored into this desk')
end
return redis.call('SET', KEYS[1], '', 'PX', 60000)
