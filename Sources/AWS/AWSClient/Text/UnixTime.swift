/// A point in time: seconds since 1 January 1970, UTC, without leap seconds.
package struct UnixTime: Hashable, Comparable, Sendable {
  package var seconds: Double

  package init(seconds: Double) { self.seconds = seconds }

  package static func < (left: UnixTime, right: UnixTime) -> Bool { left.seconds < right.seconds }

  package static func + (time: UnixTime, seconds: Double) -> UnixTime { UnixTime(seconds: time.seconds + seconds) }

  package static func - (left: UnixTime, right: UnixTime) -> Double { left.seconds - right.seconds }

  /// `20261120T232133Z`, as signatures spell it.
  package var basic: String {
    let date = CivilDate(self)
    let numbers = [date.year / 100, date.year % 100, date.month, date.day, date.hour, date.minute, date.second]
    var text: [UInt8] = []
    text.reserveCapacity(16)
    for (place, number) in numbers.enumerated() {
      if place == 4 { text.append(UInt8(ascii: "T")) }
      text.append(UInt8(ascii: "0") + UInt8(number / 10 % 10))
      text.append(UInt8(ascii: "0") + UInt8(number % 10))
    }
    return String(decoding: text + [UInt8(ascii: "Z")], as: UTF8.self)
  }

  /// `20261120`.
  package var basicDay: String { String(basic.prefix(8)) }

  /// `2026-11-20T23:21:33Z`.
  package var iso8601: String {
    let date = CivilDate(self)
    return padded(date.year, 4) + "-" + padded(date.month, 2) + "-" + padded(date.day, 2) + "T" + padded(date.hour, 2)
      + ":" + padded(date.minute, 2) + ":" + padded(date.second, 2) + "Z"
  }

  private func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
  }
}

extension UnixTime {
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// Reads `Fri, 20 Nov 2026 23:21:33 GMT` (RFC 9110, IMF-fixdate).
  package init?(httpDate text: String) {
    let words = text.split(separator: " ")
    guard words.count >= 5, let day = Int(words[1]), let month = Self.months.firstIndex(of: String(words[2])),
      let year = Int(words[3])
    else { return nil }
    let clock = words[4].split(separator: ":").compactMap { Int($0) }
    guard clock.count == 3 else { return nil }
    self =
      CivilDate(
        year: year, month: month + 1, day: day, hour: clock[0], minute: clock[1], second: clock[2]
      ).time
  }

  /// Reads `2026-11-20T23:21:33Z`, with a fraction of a second or an offset (`+01:00`) where there is one.
  package init?(iso8601 text: String) {
    guard let (day, rest) = text.divided(by: "T") else { return nil }
    let date = day.split(separator: "-").compactMap { Int($0) }
    let clockText = rest.prefix { $0 != "Z" && $0 != "+" && $0 != "-" }
    let clock = clockText.split(separator: ":")
    guard date.count == 3, clock.count == 3, let hour = Int(clock[0]), let minute = Int(clock[1]),
      let second = Double(clock[2])
    else { return nil }
    var time = CivilDate(year: date[0], month: date[1], day: date[2], hour: hour, minute: minute, second: 0).time
    time.seconds += second
    let zone = rest.dropFirst(clockText.count)
    if let sign = zone.first, sign != "Z" {
      let offset = zone.dropFirst().split(separator: ":").compactMap { Int($0) }
      guard offset.count == 2 else { return nil }
      time.seconds -= Double((offset[0] * 60 + offset[1]) * 60) * (sign == "-" ? -1 : 1)
    }
    self = time
  }
}

/// A date of the Gregorian calendar and a time of day, UTC.
private struct CivilDate {
  var year: Int
  var month: Int
  var day: Int
  var hour: Int
  var minute: Int
  var second: Int

  init(year: Int, month: Int, day: Int, hour: Int, minute: Int, second: Int) {
    self.year = year
    self.month = month
    self.day = day
    self.hour = hour
    self.minute = minute
    self.second = second
  }

  /// Years are counted from March, in eras of 400 years (146,097 days), so that the leap day ends a year.
  init(_ time: UnixTime) {
    let total = Int(time.seconds.rounded(.down))
    let days = (total - (total % 86400 + 86400) % 86400) / 86400 + 719_468
    let rest = (total % 86400 + 86400) % 86400
    let era = (days >= 0 ? days : days - 146_096) / 146_097
    let dayOfEra = days - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    month = shifted < 10 ? shifted + 3 : shifted - 9
    day = dayOfYear - (153 * shifted + 2) / 5 + 1
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    hour = rest / 3600
    minute = rest / 60 % 60
    second = rest % 60
  }

  var time: UnixTime {
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    let days = era * 146_097 + dayOfEra - 719_468
    return UnixTime(seconds: Double(days * 86400 + hour * 3600 + minute * 60 + second))
  }
}
