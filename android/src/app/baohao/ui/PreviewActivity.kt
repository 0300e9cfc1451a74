package app.baohao.ui

import android.content.Context
import android.content.Intent
import android.net.Uri
import android.os.Bundle
import android.os.Handler
import android.os.Looper
import android.view.View
import android.widget.Button
import app.baohao.BaohaoApp
import app.baohao.R
import app.baohao.core.CommandState
import app.baohao.core.Confidence
import app.baohao.core.DirectRoute
import app.baohao.core.Location
import app.baohao.core.Outgoing
import app.baohao.core.Permission
import app.baohao.core.Preview
import app.baohao.core.Route
import app.baohao.core.SimBrief
import app.baohao.core.Starts
import app.baohao.ledger.Clock
import app.baohao.ledger.Outcome
import app.baohao.permissions.Permissions

/**
 * The last screen before something leaves the phone, and the only one with the tap that lets it. One tap sends once:
 * the buttons are dead after the first, the command's id survives a rotation, and the core refuses a second hand-over.
 */
class PreviewActivity : Screen() {
    private lateinit var sheet: Sheet
    private val clock = Handler(Looper.getMainLooper())
    private var commandId = NONE
    private var buttons: List<Button> = emptyList()

    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
        commandId = state?.getLong(COMMAND, NONE) ?: prepared() ?: NONE
        sheet = Sheet(this, look) { finish() }
        setContentView(sheet)
    }

    override fun onSaveInstanceState(state: Bundle) {
        super.onSaveInstanceState(state)
        state.putLong(COMMAND, commandId)
    }

    override fun onStop() {
        clock.removeCallbacksAndMessages(null)
        super.onStop()
    }

    override fun load() {
        val known = commandId
        val wanted = wanted()
        if (known == NONE && wanted == null) return finish()
        ask({ phone, now ->
            if (wanted == null || known != NONE) {
                preview(known, phone, now)
            } else {
                prepare(wanted.first, wanted.second, phone, now)
            }
        }) { preview ->
            commandId = preview.commandId
            if (preview.state == CommandState.Prepared) show(preview) { draw(offered(it)) } else leave()
        }
    }

    override fun refused(outcome: Outcome.Refused) {
        super.refused(outcome)
        again()
    }

    override fun failed(outcome: Outcome.Failed) {
        super.failed(outcome)
        finish()
    }

    /** A road whose permission this app does not declare is none. */
    private fun offered(preview: Preview): Preview {
        val needs = preview.direct as? DirectRoute.Needs ?: return preview
        if (Permissions.declared(this, needs.permissions)) return preview
        return preview.copy(direct = DirectRoute.Impossible)
    }

    private fun draw(preview: Preview) {
        clock.removeCallbacksAndMessages(null)
        val column = sheet.column
        column.removeAllViews()
        title = getString(preview.action.kind.words)
        column.add(PreviewSheet(this, look, preview))
        if (preview.direct == DirectRoute.Dialler) reason(getString(R.string.opens_menu))
        preview.earlier?.let { reason(getString(R.string.done_earlier, dates.agoOrMinutes(it.atMs))) }
        val alone = preview.direct == DirectRoute.Impossible || preview.direct == DirectRoute.Dialler
        val handOff = handOff(preview, if (alone) ButtonKind.FILLED else ButtonKind.TEXT)
        val now = words(preview, R.string.dial_now, R.string.send_now)
        val direct = when (val route = preview.direct) {
            DirectRoute.Ready -> act(now) { tap(preview, Route.DIRECT) }
            is DirectRoute.Needs -> ask(route.permissions)
            is DirectRoute.Busy -> busy(now, route.untilMs)
            DirectRoute.Dialler -> null.also { reason(getString(R.string.menu_in_dialler)) }
            DirectRoute.Impossible -> null
        }
        direct?.let { column.add(it, look.dp(20)) }
        column.add(handOff, if (direct == null) look.dp(20) else look.dp(4))
        val pick = look.text(pick(preview.sim), Type.SMALL, look.inkSecond)
        pick.textAlignment = View.TEXT_ALIGNMENT_CENTER
        column.add(pick, look.dp(4))
        buttons = listOfNotNull(direct.takeIf { preview.direct == DirectRoute.Ready }, handOff)
    }

    private fun words(preview: Preview, ussd: Int, sms: Int): Int = when (preview.outgoing) {
        is Outgoing.Ussd -> ussd
        is Outgoing.Sms -> sms
    }

    /** Another app sends from the SIM that is picked there, so it is named here. */
    private fun pick(sim: SimBrief): String = when (sim.location) {
        Location.Elsewhere -> getString(R.string.put_in_first)
        is Location.InPhone -> getString(R.string.pick_there, "${sim.name} (${sim.location.words(resources)})")
        Location.NotSeen, Location.Unsure -> getString(R.string.pick_there, sim.name)
    }

    /** The button that costs. What another app lays over it can't press it. */
    private fun act(words: Int, kind: ButtonKind = ButtonKind.FILLED, tapped: () -> Unit): Button {
        val height = if (kind == ButtonKind.FILLED) 56 else 48
        val button = button(this, look, kind, getString(words), height) { tapped() }
        button.filterTouchesWhenObscured = true
        return button
    }

    private fun handOff(preview: Preview, kind: ButtonKind): Button =
        act(words(preview, R.string.use_dialler, R.string.use_sms_app), kind) { tap(preview, Route.HAND_OFF) }

    private fun ask(permissions: List<Permission>): Button {
        val wishes = permissions.map { getString(it.words) }
            .reduce { first, next -> getString(R.string.and, first, next) }
        val settings = Permissions.onlySettingsHelp(this, permissions)
        reason(getString(R.string.needs, wishes) + if (settings) " " + getString(R.string.needs_settings) else "")
        return act(if (settings) R.string.open_settings else R.string.allow) {
            if (settings) Permissions.openSettings(this) else Permissions.ask(this, permissions, PERMISSIONS)
        }
    }

    private fun busy(words: Int, untilMs: Long): Button {
        reason(getString(R.string.busy_until, dates.timeOf(untilMs)))
        clock.postDelayed(::load, (untilMs - Clock.now().epochMs).coerceAtLeast(0) + 500)
        return act(words) {}.apply { allow(false) }
    }

    private fun reason(words: String) {
        val text = look.text(words, Type.SECOND, look.ink)
        text.background = look.rounded(look.warningGround, look.dp(12))
        text.setPadding(look.dp(12), look.dp(10), look.dp(12), look.dp(10))
        sheet.column.add(text, look.margin)
    }

    private fun tap(preview: Preview, route: Route) {
        buttons.forEach { it.allow(false) }
        if (!preview.asksTwice) return handOver(preview.commandId, route, false)
        val earlier = preview.earlier
        val title = if (earlier == null) R.string.ask_twice_title else R.string.ask_twice_earlier
        confirm(title, why(preview), R.string.ask_twice_yes, no = ::again) {
            handOver(preview.commandId, route, true)
        }
    }

    private fun why(preview: Preview): String {
        val unconfirmed = preview.action.source.confidence == Confidence.UNCONFIRMED
        val source = getString(R.string.ask_twice_source, preview.action.source.words(resources))
        return listOfNotNull(
            preview.earlier?.let { getString(R.string.done_earlier, dates.agoOrMinutes(it.atMs)) },
            source.takeIf { unconfirmed },
            if (preview.action.starts == Starts.RECURRING) getString(R.string.ask_twice_recurs) else null,
            if (preview.action.stopKnown) null else getString(R.string.ask_twice_stop_unknown),
        ).joinToString(" ")
    }

    private fun handOver(id: Long, route: Route, saidYesTwice: Boolean) =
        BaohaoApp.of(this).runner.handOver(this, id, route, saidYesTwice) { outcome -> take(outcome) { leave() } }

    private fun again() {
        forgetShown()
        load()
    }

    private fun leave() {
        if (isFinishing) return
        startActivity(CommandActivity.of(this, commandId))
        finish()
    }

    private fun prepared(): Long? = intent.data?.takeIf { it.host == PREPARED }?.lastPathSegment?.toLongOrNull()

    private fun wanted(): Pair<Long, String>? {
        val (sim, action) = intent.data?.pathSegments?.takeIf { it.size == 2 } ?: return null
        return sim.toLongOrNull()?.let { it to action }
    }

    companion object {
        private const val COMMAND = "command"
        private const val NONE = -1L
        private const val PREPARED = "prepared"
        private const val PERMISSIONS = 1

        fun of(context: Context, simId: Long, actionId: String): Intent =
            Intent(context, PreviewActivity::class.java).setData(Uri.parse("baohao://preview/$simId/$actionId"))

        /** Of a command that the core has prepared already. */
        fun of(context: Context, commandId: Long): Intent =
            Intent(context, PreviewActivity::class.java).setData(Uri.parse("baohao://$PREPARED/$commandId"))
    }
}
