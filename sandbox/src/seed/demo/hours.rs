//! Weekly hours of the demo.

use unloc_integrator_client::model::{Nullable, Recurrence, TimeWindow};

/// The hours of cleaners, craftsmen, or weekend guests.
pub(super) fn weekly(kind: u64) -> Recurrence {
    let window = |start_hour, start_minute, end_hour, end_minute| {
        Nullable::Value(TimeWindow {
            start_hour,
            start_minute,
            end_hour,
            end_minute,
            extra: Default::default(),
        })
    };
    let none = || Nullable::Absent;
    let [mon, tue, wed, thu, fri, sat, sun] = match kind % 3 {
        0 => {
            let day = || window(8, 0, 16, 30);
            [day(), none(), day(), none(), day(), none(), none()]
        }
        1 => {
            let day = || window(7, 0, 17, 0);
            [day(), day(), day(), day(), day(), none(), none()]
        }
        _ => {
            let day = || window(10, 0, 24, 0);
            let sunday = window(0, 0, 20, 0);
            [none(), none(), none(), none(), day(), day(), sunday]
        }
    };
    Recurrence {
        mon,
        tue,
        wed,
        thu,
        fri,
        sat,
        sun,
        extra: Default::default(),
    }
}
