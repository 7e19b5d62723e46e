version 1.3

workflow w {
  call
  call t as
  call t { input a = 1 }
  call t { a: 1 }
  call t { a = 1 b = 2 }
  call t as u as v
  call a.
}
