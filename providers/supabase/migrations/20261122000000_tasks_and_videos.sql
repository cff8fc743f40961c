-- Tasks and videos of Pixora, and the bucket of their files.
-- Written by the service alone, with the service-role key; a user's token reads that user's own rows and files.
-- Safe to apply again.

create table if not exists public.tasks (
  id text primary key check (id <> ''),
  -- Null for tasks of nobody's: no user reads them.
  owner uuid references auth.users (id) on delete set null,
  status text not null check (
    status in (
      'queued', 'running', 'awaiting_review', 'cancelling', 'completed', 'failed', 'cancelled', 'needs_attention'
    )
  ),
  stage text not null check (
    stage in (
      'planning', 'scene_breakdown', 'character_generation', 'asset_generation', 'music_generation',
      'video_composition', 'publishing'
    )
  ),
  progress smallint not null check (progress between 0 and 100),
  prompt text not null,
  request jsonb not null,
  scenes jsonb not null default '[]',
  estimated_usd numeric not null check (estimated_usd >= 0),
  reserved_usd numeric not null check (reserved_usd >= 0),
  spent_usd numeric not null check (spent_usd >= 0),
  budget_usd numeric check (budget_usd >= 0),
  -- URLs in it are signed and end after some days; public.videos has the files' lasting names.
  result jsonb,
  error jsonb,
  created_at timestamptz not null,
  updated_at timestamptz not null
);

create table if not exists public.videos (
  task_id text primary key references public.tasks (id) on delete cascade,
  owner uuid references auth.users (id) on delete set null,
  prompt text not null,
  duration_seconds double precision not null check (duration_seconds > 0),
  width integer not null check (width > 0),
  height integer not null check (height > 0),
  -- Names in the bucket.
  video_path text not null,
  poster_path text not null,
  manifest_path text not null,
  srt_path text,
  vtt_path text,
  degraded jsonb not null default '[]',
  cost_usd numeric not null check (cost_usd >= 0),
  created_at timestamptz not null,
  updated_at timestamptz not null
);

create index if not exists tasks_owner_created_at on public.tasks (owner, created_at desc);
create index if not exists videos_owner_created_at on public.videos (owner, created_at desc);

-- What is late never replaces what is newer: a row is written by whichever worker speaks last.
create or replace function public.pixora_keep_newest() returns trigger
language plpgsql
set search_path = ''
as $$
begin
  if new.updated_at < old.updated_at then
    return null;
  end if;
  return new;
end;
$$;

revoke all on function public.pixora_keep_newest() from public, anon, authenticated;

drop trigger if exists keep_newest on public.tasks;
create trigger keep_newest before update on public.tasks
for each row execute function public.pixora_keep_newest();

drop trigger if exists keep_newest on public.videos;
create trigger keep_newest before update on public.videos
for each row execute function public.pixora_keep_newest();

-- A Supabase project grants everything on new tables to everybody, and leaves it to the policies.
revoke all on public.tasks, public.videos from public, anon, authenticated;
grant select on public.tasks, public.videos to authenticated;
grant select, insert, update, delete on public.tasks, public.videos to service_role;

alter table public.tasks enable row level security;
alter table public.tasks force row level security;
alter table public.videos enable row level security;
alter table public.videos force row level security;

-- auth.uid() in a subquery is asked once for a query, not once for a row.
drop policy if exists "Users read their own tasks" on public.tasks;
create policy "Users read their own tasks" on public.tasks
for select to authenticated using (owner = (select auth.uid()));

drop policy if exists "Users read their own videos" on public.videos;
create policy "Users read their own videos" on public.videos
for select to authenticated using (owner = (select auth.uid()));

-- For a bucket of another name (SUPABASE_BUCKET), change it here and in the policy below.
insert into storage.buckets (id, name, public, file_size_limit, allowed_mime_types)
values (
  'pixora',
  'pixora',
  false,
  -- The project's own limit, which is 50 MB unless it was raised: a long film may be larger.
  null,
  array[
    'image/png', 'image/jpeg', 'image/webp', 'image/svg+xml',
    'audio/wav', 'audio/mpeg', 'audio/mp4', 'audio/ogg', 'audio/flac',
    'video/mp4', 'video/webm',
    'application/json', 'application/x-subrip', 'text/vtt', 'application/octet-stream'
  ]
)
on conflict (id) do update set public = false;

-- Finished files are videos/<owner>/<task>/<name>. What films are made from (assets/…) is the service's alone.
drop policy if exists "Users read the files of their own videos" on storage.objects;
create policy "Users read the files of their own videos" on storage.objects
for select to authenticated using (
  bucket_id = 'pixora'
  and (storage.foldername(name))[1] = 'videos'
  and (storage.foldername(name))[2] = (select auth.uid())::text
);
