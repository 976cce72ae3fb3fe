import { Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import type { ReactElement } from 'react';
import { memberKindTexts } from '#shared/text/panels.ts';
import { client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { FileButton } from '#renderer/components/file-button.tsx';
import { useMeetingPlace } from './data.ts';
import type { MeetingPart } from './data.ts';
import classes from './panels.module.css';

interface Seat {
  readonly present: boolean;
  readonly absentReason: string;
}

/** Who came; kept as it is ticked. */
export function AttendanceTab({ meeting, editable }: MeetingPart): ReactElement {
  const { can } = useArchive();
  const place = useMeetingPlace(meeting.meetingId);
  const save = useCommand(client.meetings.setAttendance);
  const stored = new Map(meeting.seats.map((seat): [number, Seat] => [seat.memberId, { present: seat.present, absentReason: seat.absentReason }]));
  const [typed, setTyped] = useState<ReadonlyMap<number, string>>(new Map());
  const put = (next: ReadonlyMap<number, Seat>): void => save.mutate({ ...place, seats: [...next].map(([memberId, seat]) => ({ memberId, ...seat })) });
  const everybody = new Map(meeting.seats.map((seat): [number, Seat] => [seat.memberId, { present: seat.problem === null, absentReason: '' }]));
  const change = (memberId: number, part: Partial<Seat>): void => {
    const before = stored.get(memberId);
    if (before !== undefined) put(new Map(stored).set(memberId, { ...before, ...part }));
  };
  return (
    <>
      <div className={classes['bar']}>
        {editable && <Button variant="default" onClick={() => put(everybody)}>全部到会</Button>}
        {can('file.take') && <FileButton print disabled={meeting.seats.length === 0} make={() => client.meetings.printAttendance(place)}>打印签到表</FileButton>}
        <span className="dim small">{meeting.rule.attendancePercent === null ? '本校程序没有定到会比例，如实登记' : `本校程序：每个案号回避后到会不少于 ${meeting.rule.attendancePercent}%`}</span>
      </div>
      <section className={`card ${classes['scroll']}`} aria-label="到会登记">
        <table className="plain" aria-label="到会登记">
          <thead><tr><th>到会</th><th>姓名</th><th>代表</th><th>职务</th><th>缺席原因</th></tr></thead>
          <tbody>
            {meeting.seats.map((seat) => (
              <tr key={seat.memberId}>
                <td><Checkbox size="xs" aria-label={`${seat.name} 到会`} checked={seat.present} disabled={!editable}
                  onChange={(event) => change(seat.memberId, { present: event.currentTarget.checked })} /></td>
                <td>{seat.name}{seat.problem !== null && <div className="bad">{seat.problem}</div>}</td>
                <td>{memberKindTexts[seat.kind]}</td>
                <td>{seat.duty}{seat.memberId === meeting.chairId ? '（主持人）' : ''}</td>
                <td>
                  {editable && !seat.present
                    ? (
                      <input
                        className={classes['seat']} aria-label={`${seat.name} 缺席原因`} maxLength={60} value={typed.get(seat.memberId) ?? seat.absentReason}
                        onChange={(event) => setTyped(new Map(typed).set(seat.memberId, event.currentTarget.value))}
                        onBlur={(event) => { if (event.currentTarget.value !== seat.absentReason) change(seat.memberId, { absentReason: event.currentTarget.value }); }}
                      />
                    )
                    : seat.absentReason}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}
