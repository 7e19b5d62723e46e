version 1.0

task one { command {} }
task two { command <<<>>> }
task three { command { echo one line } }
task four {
  command <<<
    a
	b
  >>>
}
task five {
command <<<
	a
		b ~{sep=" "
    [1, 2]}
>>>
}
task six { command <<<

    a

  >>>
}
task seven { command <<< a
    b
    \>>> ~{"x"} ${y}
  >>> }
